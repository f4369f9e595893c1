// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/others/rule.h"

#include <utility>

namespace beaconscope::detect::others {

/// Series as a rule of another tool measured them.
template <ComparisonRule Rule>
class MeasuredByRule final : public MeasuredCapture {
public:
    /// `earlier` may be null.
    static std::unique_ptr<const MeasuredByRule>
    measure(const Rule& rule, const Subject& subject, const std::shared_ptr<series::SeriesSet>& set,
            const MeasuredByRule* earlier, const std::stop_token& stop) {
        std::unique_ptr<MeasuredByRule> measured(new MeasuredByRule(rule, set));
        std::vector<std::size_t> same(set->size(), series::kNoSeries);
        if (earlier != nullptr)
            same = series::sameSeries(*set, earlier->series());
        measured->m_series.resize(set->size());
        for (std::size_t i = 0; i < set->size() && !stop.stop_requested(); ++i) {
            measured->m_series[i] = same[i] == series::kNoSeries
                                        ? measureOne(rule, subject.input, (*set)[i].rows)
                                        : earlier->m_series[same[i]];
        }
        measured->m_prevalences = prevalences(subject.input, *set);
        return measured;
    }

    std::unique_ptr<const MeasuredCapture> remeasure(const Subject& subject,
                                                     std::shared_ptr<series::SeriesSet> set,
                                                     const std::stop_token& stop) const override {
        return measure(m_rule, subject, set, this, stop);
    }

    Judgement judge(std::size_t index, const ParameterValues& limits) const override {
        Judgement judgement = m_rule.judge(m_series[index].evidence, limits);
        judgement.beats = this->series()[index].rows.size();
        judgement.clients = m_prevalences[index].clients;
        return judgement;
    }

    series::IntervalStatistics intervals(std::size_t index) const override {
        return m_series[index].intervals;
    }

    std::vector<std::string> reasons(std::size_t index,
                                     const ParameterValues& limits) const override {
        return explain(index, limits).sentences;
    }

    DecidingValue decidingValue(std::size_t index, const ParameterValues& limits) const override {
        return explain(index, limits).deciding;
    }

private:
    struct One {
        typename Rule::Evidence evidence;
        series::IntervalStatistics intervals;
    };

    MeasuredByRule(const Rule& rule, std::shared_ptr<const series::SeriesSet> set)
        : MeasuredCapture(std::move(set))
        , m_rule(rule) {}

    static One measureOne(const Rule& rule, const series::AnalysisInput& input,
                          std::span<const EventId> rows) {
        const std::vector<Timestamp> times = timesOfRows(input.events, rows);
        const std::vector<std::int64_t> seconds = wholeSeconds(times);
        return {rule.measure(Sample{input, rows, times, seconds, dataSetOf(input)}),
                series::intervalStatistics(intervalsOf(times))};
    }

    Explanation explain(std::size_t index, const ParameterValues& limits) const {
        return m_rule.explain(m_series[index].evidence, limits, m_prevalences[index]);
    }

    Rule m_rule;
    std::vector<One> m_series;
    std::vector<Prevalence> m_prevalences; ///< by series
};

/// Offers a rule of another tool as a detector.
template <ComparisonRule Rule>
class ComparisonDetector : public Detector {
public:
    explicit ComparisonDetector(Rule rule = Rule())
        : m_rule(std::move(rule))
        , m_info(m_rule.info()) {}

    const DetectorInfo& info() const override { return m_info; }

    std::unique_ptr<const MeasuredCapture> measure(const Subject& subject,
                                                   std::shared_ptr<series::SeriesSet> set,
                                                   const std::stop_token& stop) const override {
        return MeasuredByRule<Rule>::measure(m_rule, subject, set, nullptr, stop);
    }

private:
    Rule m_rule;
    DetectorInfo m_info;
};

} // namespace beaconscope::detect::others
