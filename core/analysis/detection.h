#pragma once

#include "core/analysis/detector.h"

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace beaconscope::analysis {

/// What a detection depends on beside the events.
struct DetectionSettings {
    std::shared_ptr<const Detector> detector;
    ParameterValues parameters;
    Grouping grouping = Grouping::ClientName;

    bool operator==(const DetectionSettings&) const = default;
};

/// The default detector with its default parameters and grouping.
DetectionSettings defaultDetectionSettings();
/// `detector` with its default parameters and grouping.
DetectionSettings settingsFor(std::shared_ptr<const Detector> detector);

/// A finished run of a detector: every judged series, with what is needed to explain it. Immutable
/// and shared between threads.
class Detection {
public:
    /// Runs everything.
    static std::shared_ptr<const Detection>
    run(const AnalysisInput& input, const DetectionSettings& settings, std::stop_token stop = {});
    /// The same as run() where only rules and parameters have changed since `earlier`.
    static std::shared_ptr<const Detection> rerun(const Detection& earlier,
                                                  const AnalysisInput& input,
                                                  const DetectionSettings& settings,
                                                  std::stop_token stop = {});
    /// The same series and measurements under other parameters.
    std::shared_ptr<const Detection> withParameters(const ParameterValues& parameters) const;

    const DetectionSettings& settings() const { return m_settings; }
    const SeriesSet& series() const { return *m_series; }

    /// Reported findings first, then those hidden by rules, then unflagged series; each part by
    /// falling score, then by number of queries, then by key. So the strongest is at 0.
    const std::vector<Finding>& findings() const { return m_findings; }
    std::size_t reportedCount() const { return m_reportedCount; }

    /// Events of a finding, in time order.
    std::span<const EventId> rowsOf(const Finding& finding) const {
        return m_series->rowsOf(m_series->series[finding.series]);
    }
    std::vector<std::string> reasons(const Finding& finding) const;
    std::optional<IntervalWindow> windowOf(const Finding& finding) const {
        return m_settings.detector->window(*m_measurements, finding.series);
    }

    /// For each rule, the flagged series that it hides.
    std::vector<std::uint64_t> hiddenByRule(std::size_t ruleCount) const;

private:
    Detection() = default;
    static std::shared_ptr<const Detection> runWith(const Detection* earlier,
                                                    const AnalysisInput& input,
                                                    const DetectionSettings& settings,
                                                    const std::stop_token& stop);
    /// Fills in the judgements of `findings`, which are in series order, and ranks them.
    void judge(std::vector<Finding> findings);

    DetectionSettings m_settings;
    std::shared_ptr<const SeriesSet> m_series;
    std::shared_ptr<const Measurements> m_measurements;
    std::vector<Finding> m_findings;
    std::size_t m_reportedCount = 0;
};

} // namespace beaconscope::analysis
