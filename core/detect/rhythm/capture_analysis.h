// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/rhythm/capture_pairs.h"
#include "core/detect/rhythm/pair_analysis.h"

#include <functional>
#include <span>
#include <stop_token>
#include <vector>

namespace beaconscope::detect::rhythm {

/// Fills in one unit's queries, sorted by time, and how to analyse them. Called from several
/// threads at once, once for each index; must depend on the index alone.
using GatherUnit =
    std::function<void(std::size_t unit, std::vector<Query>& queries, PairOptions& options)>;

/// Analyses `unitCount` units on `threads` threads (at least one, the caller's own included). The
/// result does not depend on the number of threads. Looks at `stop` before each unit; what was not
/// reached is left untested then. What `gather` throws, or a lack of memory, ends all threads and
/// is thrown on.
std::vector<PairAnalysis> analyseUnits(std::size_t unitCount, const GatherUnit& gather,
                                       unsigned threads, const std::stop_token& stop = {});

/// What the detector says of one unit beside the others of its capture.
struct UnitResult {
    PairAnalysis analysis;
    double lnQ = 0;      ///< false-discovery rate of a list that ends with it, over tested units
    double priority = 0; ///< 0 if not tested
};

/// Steps 8 and 10 for units that were analysed together. `prevalences` as many as `analyses`.
std::vector<UnitResult> rankUnits(std::vector<PairAnalysis> analyses,
                                  std::span<const Prevalence> prevalences);

/// Everything for a grouped capture, in the order of its units. `queries` as given to
/// groupCapture().
std::vector<UnitResult> analyseCapture(std::span<const CaptureQuery> queries,
                                       const CapturePairs& pairs, unsigned threads,
                                       const std::stop_token& stop = {});

} // namespace beaconscope::detect::rhythm
