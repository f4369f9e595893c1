// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/progress.h"

#include <cstdint>
#include <deque>
#include <optional>

namespace beaconscope::session {

/// How far a load has come and how fast it is, for the status bar.
struct LoadProgress {
    std::uint64_t bytesRead = 0;
    std::uint64_t bytesTotal = 0; ///< 0 when unknown, as for a pipe
    std::uint64_t packets = 0;
    std::uint64_t dnsMessages = 0;
    double bytesPerSecond = 0;
    double packetsPerSecond = 0;
    std::optional<double> remainingSeconds;

    /// Returns how much of the load is done, from 0 to 1. Empty when the total is unknown.
    std::optional<double> fraction() const;
};

/// Turns counters that are sampled now and then into rates over the last two seconds: long enough
/// to be readable, short enough to show a disk that slows down.
class LoadRate {
public:
    void reset() { m_samples.clear(); }
    LoadProgress sample(const Progress& progress, double nowSeconds);

private:
    struct Sample {
        double timeSeconds = 0;
        std::uint64_t bytes = 0;
        std::uint64_t packets = 0;
    };

    std::deque<Sample> m_samples;
};

} // namespace beaconscope::session
