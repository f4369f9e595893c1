// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/comparison/rule.h"

#include <utility>

namespace beaconscope::analysis::comparison {

/// Puts a rule of another tool behind the seam of the detectors.
template <ComparisonRule Rule>
class ComparisonDetector : public Detector {
public:
    explicit ComparisonDetector(Rule rule = Rule())
        : m_rule(std::move(rule))
        , m_info(m_rule.info()) {}

    const DetectorInfo& info() const override { return m_info; }

    std::unique_ptr<const Measurements> measure(const AnalysisInput& input, SeriesSet& set,
                                                const EarlierRun* earlier,
                                                const std::stop_token& stop) const override {
        std::vector<std::size_t> same(set.size(), kNoSeries);
        if (earlier != nullptr)
            same = sameSeries(set, earlier->set);
        auto measured = std::make_unique<RuleMeasurements>();
        measured->series.resize(set.size());
        for (std::size_t i = 0; i < set.size() && !stop.stop_requested(); ++i) {
            measured->series[i] = same[i] == kNoSeries ? measureOne(input, set[i].rows)
                                                       : of(earlier->measurements).series[same[i]];
        }
        measured->prevalences = prevalences(input, set);
        return measured;
    }

    Judgement judge(const SeriesSet& set, const Measurements& measurements,
                    const ParameterValues& parameters, std::size_t index) const override {
        const RuleMeasurements& own = of(measurements);
        Judgement judgement = m_rule.judge(own.series[index].evidence, parameters);
        judgement.beats = set[index].rows.size();
        judgement.clients = own.prevalences[index].clients;
        return judgement;
    }

    IntervalStatistics intervals(const ColumnView<store::Event>&, const SeriesSet&,
                                 const Measurements& measurements,
                                 std::size_t index) const override {
        return of(measurements).series[index].intervals;
    }

    std::vector<std::string> reasons(const SeriesSet&, const Measurements& measurements,
                                     const ParameterValues& parameters,
                                     std::size_t index) const override {
        return opinion(measurements, parameters, index).sentences;
    }

    DecidingValue decidingValue(const SeriesSet&, const Measurements& measurements,
                                const ParameterValues& parameters,
                                std::size_t index) const override {
        return opinion(measurements, parameters, index).deciding;
    }

private:
    struct MeasuredSeries {
        typename Rule::Evidence evidence;
        IntervalStatistics intervals;
    };
    struct RuleMeasurements : Measurements {
        std::vector<MeasuredSeries> series;
        std::vector<beacon::Prevalence> prevalences; ///< by series
    };

    static const RuleMeasurements& of(const Measurements& measurements) {
        return static_cast<const RuleMeasurements&>(measurements);
    }

    MeasuredSeries measureOne(const AnalysisInput& input, std::span<const EventId> rows) const {
        const std::vector<Timestamp> times = timesOf(input.events, rows);
        const std::vector<std::int64_t> seconds = wholeSeconds(times);
        return {m_rule.measure(Sample{input, rows, times, seconds, dataSetOf(input)}),
                intervalStatistics(intervalsOf(times))};
    }

    Opinion opinion(const Measurements& measurements, const ParameterValues& parameters,
                    std::size_t index) const {
        const RuleMeasurements& own = of(measurements);
        return m_rule.opinion(own.series[index].evidence, parameters, own.prevalences[index]);
    }

    Rule m_rule;
    DetectorInfo m_info;
};

} // namespace beaconscope::analysis::comparison
