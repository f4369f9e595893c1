// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/detector.h"
#include "core/detect/prevalence.h"

#include <concepts>
#include <cstdint>
#include <span>
#include <vector>

namespace beaconscope::detect::others {

/// One series as the rules of other tools see it. Valid during the call it is handed to.
struct Sample {
    const series::AnalysisInput& input;
    std::span<const EventId> rows;         ///< its queries, in time order
    std::span<const Timestamp> times;      ///< of the rows
    std::span<const std::int64_t> seconds; ///< of the rows, whole (rounded down), since 1970
    series::TimeRange
        dataSet; ///< what the tools take for all their data: the capture, or the chosen part
};

/// The part of the capture that `input` lets through.
series::TimeRange dataSetOf(const series::AnalysisInput& input);

/// Whole seconds since 1970, rounded down before it too.
std::vector<std::int64_t> wholeSeconds(std::span<const Timestamp> times);

/// For each series how many clients ask for the same name (or domain, where the set is grouped by
/// domains), and how many clients the set has.
std::vector<Prevalence> prevalences(const series::AnalysisInput& input,
                                    const series::SeriesSet& set);

/// Why a rule flags a series or not.
struct Explanation {
    DecidingValue deciding;
    std::vector<std::string> sentences;
};

/// A rule of another tool. It measures a series once; verdict and words follow from what it
/// measured and from its parameters. judge() fills in what the rule knows: whether it flags the
/// series, the score, and the period and jitter where it has them.
template <typename Rule>
concept ComparisonRule = requires(const Rule& rule, const Sample& sample,
                                  const typename Rule::Evidence& evidence,
                                  const ParameterValues& parameters, const Prevalence& prevalence) {
    { rule.info() } -> std::same_as<DetectorInfo>;
    { rule.measure(sample) } -> std::same_as<typename Rule::Evidence>;
    { rule.judge(evidence, parameters) } -> std::same_as<Judgement>;
    { rule.explain(evidence, parameters, prevalence) } -> std::same_as<Explanation>;
};

} // namespace beaconscope::detect::others
