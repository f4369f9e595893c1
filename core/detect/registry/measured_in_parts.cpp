// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/registry/measured_in_parts.h"

#include <utility>

namespace beaconscope::detect {

MeasuredInParts::MeasuredInParts(std::shared_ptr<const series::SeriesSet> series,
                                 std::unique_ptr<const rhythm::MeasuredRhythms> rhythms,
                                 std::unique_ptr<const tunnel::MeasuredTunnels> tunnels)
    : MeasuredCapture(std::move(series))
    , m_rhythms(std::move(rhythms))
    , m_tunnels(std::move(tunnels))
    , m_rhythmLimits(rhythm::rhythmParameters().size()) {}

std::unique_ptr<const MeasuredInParts>
MeasuredInParts::measure(const Subject& subject, std::shared_ptr<series::SeriesSet> series,
                         const MeasuredInParts* earlier, const std::stop_token& stop) {
    auto rhythms = rhythm::MeasuredRhythms::measure(
        subject, series, earlier == nullptr ? nullptr : earlier->m_rhythms.get(), stop);
    auto tunnels = tunnel::MeasuredTunnels::measure(
        subject, series, {rhythms->populations(), rhythms->unions()},
        earlier == nullptr ? nullptr : earlier->m_tunnels.get(), stop);
    return std::unique_ptr<const MeasuredInParts>(
        new MeasuredInParts(std::move(series), std::move(rhythms), std::move(tunnels)));
}

} // namespace beaconscope::detect
