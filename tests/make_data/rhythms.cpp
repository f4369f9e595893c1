// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/make_data/rhythms.h"

#include <fmt/format.h>

namespace beaconscope::testdata {

namespace {

/// Integers alone, so that every machine makes the same file.
Duration partOf(Duration period, double share) {
    constexpr double kMillion = 1e6;
    return period / 1'000'000 * static_cast<std::int64_t>(share * kMillion);
}

/// The sum of twelve uniform numbers has the variance of one and nearly their normal law.
Duration gaussian(simulate::Random& random, Duration deviation) {
    Duration sum{};
    for (int i = 0; i < 12; ++i)
        sum += random.between(-deviation / 2, deviation / 2);
    return sum;
}

Duration pauseOf(const Beats& beats, simulate::Random& random) {
    const Duration spread = partOf(beats.period, beats.jitter);
    switch (beats.kind) {
    case Jitter::None:
        break;
    case Jitter::Symmetric:
        return beats.period + random.between(-spread, spread);
    case Jitter::Shortening:
        return beats.period - random.between(Duration::zero(), spread);
    case Jitter::Lengthening:
        return beats.period + random.between(Duration::zero(), spread);
    case Jitter::Gaussian:
        return beats.period + gaussian(random, spread);
    }
    // Even a steady timer wakes a little late.
    return beats.period + random.between(Duration::zero(), std::chrono::milliseconds{30});
}

} // namespace

void everyBeat(CaseLog& log, const Beats& beats, const std::function<void(Timestamp)>& beat) {
    for (Timestamp time = log.start() + beats.start; time < log.start() + beats.end;
         time += pauseOf(beats, log.random())) {
        if (!log.random().chance(beats.missedShare))
            beat(time);
    }
}

void atRandom(CaseLog& log, Duration meanPause, Duration end,
              const std::function<void(Timestamp)>& act) {
    Timestamp time = log.start() + log.random().exponential(meanPause);
    while (time < log.start() + end) {
        act(time);
        time += log.random().exponential(meanPause);
    }
}

std::string parametersOf(const Beats& beats) {
    const char* kind = "fixed";
    switch (beats.kind) {
    case Jitter::None:
        break;
    case Jitter::Symmetric:
        kind = "sym";
        break;
    case Jitter::Shortening:
        kind = "cs";
        break;
    case Jitter::Lengthening:
        kind = "sliver";
        break;
    case Jitter::Gaussian:
        kind = "gauss";
        break;
    }
    return fmt::format("P={} j={} kind={} missed={}", seconds(beats.period), beats.jitter, kind,
                       beats.missedShare);
}

std::string randomHex(simulate::Random& random, std::size_t length) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (std::size_t i = 0; i < length; ++i)
        text += kDigits[random.below(kDigits.size())];
    return text;
}

} // namespace beaconscope::testdata
