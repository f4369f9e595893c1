// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/others/rule.h"

#include <utility>

namespace beaconscope::detect::others {

/// Puts a rule of another tool behind the seam of the detectors.
template <ComparisonRule Rule>
class ComparisonDetector : public Detector {
public:
    explicit ComparisonDetector(Rule rule = Rule())
        : m_rule(std::move(rule))
        , m_info(m_rule.info()) {}

    const DetectorInfo& info() const override { return m_info; }

    std::unique_ptr<const Measurements> measure(const series::AnalysisInput& input,
                                                series::SeriesSet& set, const EarlierRun* earlier,
                                                const std::stop_token& stop) const override {
        std::vector<std::size_t> same(set.size(), series::kNoSeries);
        if (earlier != nullptr)
            same = series::sameSeries(set, earlier->set);
        auto measured = std::make_unique<RuleMeasurements>();
        measured->series.resize(set.size());
        for (std::size_t i = 0; i < set.size() && !stop.stop_requested(); ++i) {
            measured->series[i] = same[i] == series::kNoSeries
                                      ? measureOne(input, set[i].rows)
                                      : of(earlier->measurements).series[same[i]];
        }
        measured->prevalences = prevalences(input, set);
        return measured;
    }

    Judgement judge(const series::SeriesSet& set, const Measurements& measurements,
                    const ParameterValues& parameters, std::size_t index) const override {
        const RuleMeasurements& own = of(measurements);
        Judgement judgement = m_rule.judge(own.series[index].evidence, parameters);
        judgement.beats = set[index].rows.size();
        judgement.clients = own.prevalences[index].clients;
        return judgement;
    }

    series::IntervalStatistics intervals(const ColumnView<store::Event>&, const series::SeriesSet&,
                                         const Measurements& measurements,
                                         std::size_t index) const override {
        return of(measurements).series[index].intervals;
    }

    std::vector<std::string> reasons(const series::SeriesSet&, const Measurements& measurements,
                                     const ParameterValues& parameters,
                                     std::size_t index) const override {
        return opinion(measurements, parameters, index).sentences;
    }

    DecidingValue decidingValue(const series::SeriesSet&, const Measurements& measurements,
                                const ParameterValues& parameters,
                                std::size_t index) const override {
        return opinion(measurements, parameters, index).deciding;
    }

private:
    struct MeasuredSeries {
        typename Rule::Evidence evidence;
        series::IntervalStatistics intervals;
    };
    struct RuleMeasurements : Measurements {
        std::vector<MeasuredSeries> series;
        std::vector<Prevalence> prevalences; ///< by series
    };

    static const RuleMeasurements& of(const Measurements& measurements) {
        return static_cast<const RuleMeasurements&>(measurements);
    }

    MeasuredSeries measureOne(const series::AnalysisInput& input,
                              std::span<const EventId> rows) const {
        const std::vector<Timestamp> times = timesOf(input.events, rows);
        const std::vector<std::int64_t> seconds = wholeSeconds(times);
        return {m_rule.measure(Sample{input, rows, times, seconds, dataSetOf(input)}),
                series::intervalStatistics(intervalsOf(times))};
    }

    Opinion opinion(const Measurements& measurements, const ParameterValues& parameters,
                    std::size_t index) const {
        const RuleMeasurements& own = of(measurements);
        return m_rule.opinion(own.series[index].evidence, parameters, own.prevalences[index]);
    }

    Rule m_rule;
    DetectorInfo m_info;
};

} // namespace beaconscope::detect::others
