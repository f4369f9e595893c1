// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/measured.h"
#include "core/detect/rhythm/rhythm_measurements.h"
#include "core/detect/service_of_series.h"

#include <cstddef>
#include <map>
#include <memory>
#include <vector>

namespace beaconscope::detect::rhythm {

/// Returns the limits that the user may change, in the order in which Measured::judge() and its
/// like expect their values.
std::vector<ParameterInfo> rhythmParameters();

/// Series that were tested for a rhythm: jittered, lossy, slow or clocked, with a false-alarm
/// probability, and with what expiring cached answers explain. resources/help/9-method.md has the
/// steps.
class MeasuredRhythms final : public Measured {
public:
    /// Measures `series`, one for each client and registered domain, and adds those that show only
    /// across them: for each client a pool of the names that do not exist and that hardly anyone
    /// else asks for, names without a registry, and domains that look alike. `earlier` may be null.
    static std::unique_ptr<const MeasuredRhythms> measure(const Subject& subject,
                                                          std::shared_ptr<series::SeriesSet> series,
                                                          const MeasuredRhythms* earlier,
                                                          const std::stop_token& stop);

    const std::shared_ptr<const Populations>& populations() const { return m_found.populations; }
    const DomainUnions& unions() const { return m_found.unions; }
    /// Returns the series of the registered domain that nearly all queries of a pool are for; none
    /// where there is no such domain, or `index` is no pool.
    std::optional<std::size_t> mainDomainOf(std::size_t index) const;
    /// Returns what was found in the series at `index`, or null where it has too few queries.
    std::shared_ptr<const AnalysedSeries> analysed(std::size_t index) const {
        return m_found.series[index].analysed;
    }

    Judgement judge(std::size_t index, const ParameterValues& limits) const override;
    std::vector<std::string> reasons(std::size_t index,
                                     const ParameterValues& limits) const override;
    DecidingValue decidingValue(std::size_t index, const ParameterValues& limits) const override;
    series::IntervalStatistics intervals(std::size_t index) const override;
    std::optional<JudgedBeats> judgedBeats(std::size_t index) const override;
    Coverage coverage(const ParameterValues& limits) const;

private:
    MeasuredRhythms(Subject subject, std::shared_ptr<const series::SeriesSet> series,
                    RhythmMeasurements found)
        : Measured(std::move(series))
        , m_subject(std::move(subject))
        , m_found(std::move(found)) {}

    Prevalence prevalenceOf(std::size_t index) const {
        return m_found.populations->prevalenceOf(series()[index]);
    }
    SeriesAnalysis analysisOf(std::size_t index) const;
    std::optional<NameId> carrierOf(std::size_t index) const;
    void findServices();
    /// Returns the known service of the names that keep the rhythm.
    ServiceOfSeries serviceOf(std::size_t index) const;
    double finestStepSeconds() const;
    bool standsOut(std::size_t index, const ParameterValues& limits) const;
    bool isBeyondChance(std::size_t index, const ParameterValues& limits) const;
    std::optional<std::size_t> wholeOf(std::size_t index, const ParameterValues& limits) const;
    std::string partsOf(std::size_t index, const ParameterValues& limits) const;

    Subject m_subject;
    RhythmMeasurements m_found;
    std::map<std::size_t, ServiceOfSeries> m_services; ///< by index; only where there is one
};

} // namespace beaconscope::detect::rhythm
