// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/rhythm/series_analysis.h"

#include <cstddef>
#include <functional>
#include <stop_token>
#include <vector>

namespace beaconscope::detect::rhythm {

/// Fills in the queries of one series, sorted by time, and how to analyse them. Called from several
/// threads at once, once for each index; must depend on the index alone.
using GatherSeries =
    std::function<void(std::size_t index, std::vector<Query>& queries, SeriesOptions& options)>;

/// Analyses `count` series on `threads` threads (at least one, the caller's own included). The
/// result does not depend on the number of threads. Looks at `stop` before each series; those that
/// were not reached stay untested. What `gather` throws, or a lack of memory, ends all threads and
/// is thrown on.
std::vector<SeriesAnalysis> analyseAll(std::size_t count, const GatherSeries& gather,
                                       unsigned threads, const std::stop_token& stop = {});

} // namespace beaconscope::detect::rhythm
