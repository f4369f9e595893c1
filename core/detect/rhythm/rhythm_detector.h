// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/detector.h"

namespace beaconscope::detect::rhythm {

/// The detector that this program is for: finds jittered, lossy, slow and clocked rhythms per
/// client and registered domain, with a false-alarm probability, and says when expiring cached
/// answers explain one. The method is in core/analysis/beacon; this puts the event store in front
/// of it and findings behind it.
class RhythmDetector : public Detector {
public:
    RhythmDetector();

    const DetectorInfo& info() const override { return m_info; }
    /// Adds for each client a pool of the names that do not exist and that hardly anyone else asks
    /// for (its key has no domain); busy pairs once more, as possible tunnels; and domains that
    /// look alike.
    std::unique_ptr<const Measurements> measure(const series::AnalysisInput& input,
                                                series::SeriesSet& set, const EarlierRun* earlier,
                                                const std::stop_token& stop) const override;
    Judgement judge(const series::SeriesSet& set, const Measurements& measurements,
                    const ParameterValues& parameters, std::size_t index) const override;
    series::IntervalStatistics intervals(const ColumnView<store::Event>& events,
                                         const series::SeriesSet& set,
                                         const Measurements& measurements,
                                         std::size_t index) const override;
    std::optional<JudgedBeats> judgedBeats(const ColumnView<store::Event>& events,
                                           const series::SeriesSet& set,
                                           const Measurements& measurements,
                                           std::size_t index) const override;
    std::optional<Coverage> coverage(const series::SeriesSet& set, const Measurements& measurements,
                                     const ParameterValues& parameters) const override;
    std::vector<std::string> reasons(const series::SeriesSet& set, const Measurements& measurements,
                                     const ParameterValues& parameters,
                                     std::size_t index) const override;
    DecidingValue decidingValue(const series::SeriesSet& set, const Measurements& measurements,
                                const ParameterValues& parameters,
                                std::size_t index) const override;

private:
    DetectorInfo m_info;
};

} // namespace beaconscope::detect::rhythm
