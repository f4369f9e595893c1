// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/session/load_rate.h"

#include <algorithm>

namespace beaconscope::session {

namespace {
constexpr double kWindowSeconds = 2.0;
} // namespace

std::optional<double> LoadProgress::fraction() const {
    if (bytesTotal == 0)
        return std::nullopt;
    return std::min(1.0, static_cast<double>(bytesRead) / static_cast<double>(bytesTotal));
}

LoadProgress LoadRate::sample(const Progress& progress, double nowSeconds) {
    LoadProgress result;
    result.bytesRead = progress.bytesRead.load();
    result.bytesTotal = progress.bytesTotal.load();
    result.packets = progress.packets.load();
    result.dnsMessages = progress.dnsMessages.load();

    m_samples.push_back({nowSeconds, result.bytesRead, result.packets});
    while (m_samples.size() > 2 && m_samples[1].timeSeconds < nowSeconds - kWindowSeconds)
        m_samples.pop_front();

    const Sample& oldest = m_samples.front();
    const double elapsed = nowSeconds - oldest.timeSeconds;
    if (elapsed <= 0 || result.bytesRead < oldest.bytes || result.packets < oldest.packets)
        return result;
    result.bytesPerSecond = static_cast<double>(result.bytesRead - oldest.bytes) / elapsed;
    result.packetsPerSecond = static_cast<double>(result.packets - oldest.packets) / elapsed;
    if (result.bytesTotal >= result.bytesRead && result.bytesTotal > 0 &&
        result.bytesPerSecond > 0) {
        const auto left = static_cast<double>(result.bytesTotal - result.bytesRead);
        result.remainingSeconds = left / result.bytesPerSecond;
    }
    return result;
}

} // namespace beaconscope::session
