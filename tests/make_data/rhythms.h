// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/make_data/case_log.h"

#include <functional>

namespace beaconscope::testdata {

enum class Jitter : std::uint8_t {
    None,
    Symmetric,   ///< period × (1 ± jitter)
    Shortening,  ///< period × (1 - jitter) to period, as Cobalt Strike sleeps
    Lengthening, ///< period to period × (1 + jitter), as Sliver sleeps
    Gaussian,    ///< around the period, with jitter × period as standard deviation
};

/// Beats that one host makes, each counted from the last.
struct Beats {
    std::uint32_t host = 0;
    Duration period = std::chrono::seconds{60};
    Jitter kind = Jitter::None;
    double jitter = 0;
    double missedShare = 0;
    Duration start = std::chrono::seconds{20}; ///< from the start of the case
    Duration end = std::chrono::hours{3};
};

/// Calls `beat` with the time of every beat that is not missed.
void everyBeat(CaseLog& log, const Beats& beats, const std::function<void(Timestamp)>& beat);

/// Moments without a rhythm: a Poisson process.
void atRandom(CaseLog& log, Duration meanPause, Duration end,
              const std::function<void(Timestamp)>& act);

/// "P=60 j=0.2 kind=sym", as labels give it.
std::string parametersOf(const Beats& beats);

/// Lower-case hexadecimal digits.
std::string randomHex(simulate::Random& random, std::size_t length);

} // namespace beaconscope::testdata
