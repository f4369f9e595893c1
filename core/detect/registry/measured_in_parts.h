// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/measured.h"
#include "core/detect/rhythm/measured_rhythms.h"
#include "core/detect/tunnel/measured_tunnels.h"

#include <cstddef>
#include <memory>

namespace beaconscope::detect {

/// What BeaconscopeDetector measures: first the series that were tested for a rhythm, then those
/// that were looked at as tunnels. Each part answers for its own, with its own limits. A beacon in
/// the queries of a tunnel is no finding of its own; the finding of the tunnel tells of it.
class MeasuredInParts final : public MeasuredCapture {
public:
    /// `earlier` may be null.
    static std::unique_ptr<const MeasuredInParts> measure(const Subject& subject,
                                                          std::shared_ptr<series::SeriesSet> series,
                                                          const MeasuredInParts* earlier,
                                                          const std::stop_token& stop);

    const rhythm::MeasuredRhythms& rhythms() const { return *m_rhythms; }

    std::unique_ptr<const MeasuredCapture> remeasure(const Subject& subject,
                                                     std::shared_ptr<series::SeriesSet> series,
                                                     const std::stop_token& stop) const override {
        return measure(subject, std::move(series), this, stop);
    }
    Judgement judge(std::size_t index, const ParameterValues& limits) const override;
    std::vector<std::string> reasons(std::size_t index,
                                     const ParameterValues& limits) const override;
    DecidingValue decidingValue(std::size_t index, const ParameterValues& limits) const override {
        return isTunnel(index) ? m_tunnels->decidingValue(index, ofTunnels(limits))
                               : m_rhythms->decidingValue(index, limits);
    }
    series::IntervalStatistics intervals(std::size_t index) const override {
        return isTunnel(index) ? m_tunnels->intervals(index) : m_rhythms->intervals(index);
    }
    std::optional<JudgedBeats> judgedBeats(std::size_t index) const override {
        return isTunnel(index) ? std::nullopt : m_rhythms->judgedBeats(index);
    }
    std::optional<Coverage> coverage(const ParameterValues& limits) const override {
        return m_rhythms->coverage(limits);
    }

private:
    MeasuredInParts(std::shared_ptr<const series::SeriesSet> series,
                    std::unique_ptr<const rhythm::MeasuredRhythms> rhythms,
                    std::unique_ptr<const tunnel::MeasuredTunnels> tunnels);

    bool isTunnel(std::size_t index) const { return index >= m_tunnels->first(); }
    Judgement judgeTunnel(std::size_t index, const ParameterValues& limits) const;
    bool isInsideTunnel(std::size_t index, const ParameterValues& limits) const;
    /// The limits of tunnels follow those of rhythms.
    ParameterValues ofTunnels(const ParameterValues& limits) const {
        return limits.from(m_rhythmLimits);
    }

    std::unique_ptr<const rhythm::MeasuredRhythms> m_rhythms;
    std::unique_ptr<const tunnel::MeasuredTunnels> m_tunnels;
    std::size_t m_rhythmLimits; ///< how many limits the rhythms have
};

} // namespace beaconscope::detect
