// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/detector.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace beaconscope::detect {

/// What a detection depends on beside the events.
struct DetectionSettings {
    std::shared_ptr<const Detector> detector;
    ParameterValues parameters;
    series::Grouping grouping = series::Grouping::ClientName;

    bool operator==(const DetectionSettings&) const = default;
};

/// `detector` with its default parameters and grouping.
DetectionSettings settingsFor(std::shared_ptr<const Detector> detector);

/// A finished run of a detector: every judged series, with what is needed to explain it. Immutable
/// and shared between threads.
class Detection {
public:
    /// Runs everything.
    static std::shared_ptr<const Detection>
    run(const Subject& subject, const DetectionSettings& settings, std::stop_token stop = {});
    /// The same as run() where only rules and parameters have changed since `earlier`.
    static std::shared_ptr<const Detection> rerun(const Detection& earlier, const Subject& subject,
                                                  const DetectionSettings& settings,
                                                  std::stop_token stop = {});
    /// Returns a detection of the same series and measurements with other parameters.
    std::shared_ptr<const Detection> withParameters(const ParameterValues& parameters) const;

    const DetectionSettings& settings() const { return m_settings; }

    // Findings, one a series. Reported ones first, then those hidden by rules, then unflagged
    // series; each part by falling score, then by number of queries, then in the order of the
    // set. So the strongest has rank 0.

    std::size_t size() const { return m_order.size(); }
    std::size_t reportedCount() const { return m_reportedCount; }
    bool isFlagged(std::size_t rank) const { return rank < m_flaggedCount; }
    series::RuleIndex excludedBy(std::size_t rank) const { return series(rank).excludedBy; }
    bool isSplitOff(std::size_t rank) const { return series(rank).isSplitOff; }
    const series::SeriesKey& key(std::size_t rank) const { return series(rank).key; }
    /// Events of a finding, in time order.
    std::span<const EventId> rows(std::size_t rank) const { return series(rank).rows; }
    /// Builds the finding at each call, because a capture has hundreds of thousands and few are
    /// seen.
    Finding finding(std::size_t rank) const;

    std::vector<std::string> reasons(std::size_t rank) const;
    DecidingValue decidingValue(std::size_t rank) const;
    /// Finds the beats again. Linear in the events of the finding.
    std::optional<JudgedBeats> judgedBeats(std::size_t rank) const;
    const std::optional<Coverage>& coverage() const { return m_coverage; }

    /// Returns for each rule how many flagged series it hides.
    std::vector<std::uint64_t> hiddenByRule(std::size_t ruleCount) const;

private:
    Detection() = default;
    static std::shared_ptr<const Detection> judge(std::shared_ptr<const MeasuredCapture> measured,
                                                  const Subject& subject,
                                                  const DetectionSettings& settings);
    /// Returns how many of the events of a series are responses without a query.
    std::uint64_t timedResponses(const series::Series& series) const;

    const series::Series& series(std::size_t rank) const {
        return m_measured->series()[m_order[rank]];
    }

    DetectionSettings m_settings;
    std::shared_ptr<const MeasuredCapture> m_measured;
    Subject m_subject;
    std::vector<std::uint32_t> m_order; ///< index of the series, by rank
    std::size_t m_flaggedCount = 0;
    std::size_t m_reportedCount = 0;
    std::optional<Coverage> m_coverage;
};

} // namespace beaconscope::detect
