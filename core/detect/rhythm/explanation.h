// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/rhythm/pair_analysis.h"
#include "core/detect/rhythm/priority.h"

#include <string>
#include <string_view>
#include <vector>

namespace beaconscope::detect::rhythm {

/// "1 in 10^22", "1 in 4,700", "more than 1 in 2": a probability given as natural logarithm.
std::string describeChance(double lnP);

/// What the words need beside the numbers.
struct ExplanationContext {
    Surroundings surroundings;
    std::string_view carrier; ///< text of PairAnalysis::carrier
    std::string service;      ///< what is known about its names, "Windows Update (updates)"
    std::vector<std::string_view> domains; ///< of look-alikes: those that keep the rhythm together
    bool areRegistered = true; ///< the domains: look-alikes; else no registry has their last labels
    double largestLnP = kFlagLnP; ///< what is flagged lies below
};

/// What is said of domains that are taken together; nothing of none.
std::string describeUnion(const std::vector<std::string_view>& domains, bool areRegistered);

/// Why the pair is flagged or not, built from its evidence: sentences with numbers and the limits
/// they were compared with, the most important first. For what is not flagged too: too few beats,
/// expiring answers, a retry timer, or nothing that stands out.
std::vector<std::string> explain(const PairAnalysis& analysis, const ExplanationContext& context);

} // namespace beaconscope::detect::rhythm
