// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/rhythm/priority.h"
#include "core/detect/rhythm/series_analysis.h"

#include <string>
#include <string_view>
#include <vector>

namespace beaconscope::detect::rhythm {

/// What the words need beside the numbers.
struct ExplanationContext {
    Surroundings surroundings;
    std::string_view carrier;     ///< text of SeriesAnalysis::carrier
    std::string service;          ///< sentences on the known service of its names; or empty
    std::string domainsTogether;  ///< where several domains are one series: the sentence on them
    double largestLnP = kFlagLnP; ///< what is flagged lies below
    bool isFlagged = true;        ///< false: what stands out by itself is not flagged all the same
};

/// Returns why the series is flagged or not: sentences with numbers and the limits they were
/// compared with, the most important first. A series that is not flagged has its reason too: too
/// few beats, expiring answers, a retry timer, or no window that stands out.
std::vector<std::string> explain(const SeriesAnalysis& analysis, const ExplanationContext& context);

} // namespace beaconscope::detect::rhythm
