// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/simulate/random.h"

#include <bit>

namespace beaconscope::simulate {

namespace {

std::uint64_t splitmix64(std::uint64_t& state) {
    state += 0x9e3779b97f4a7c15;
    std::uint64_t z = state;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111eb;
    return z ^ (z >> 31U);
}

} // namespace

Random::Random(std::uint64_t seed, std::uint64_t stream) {
    std::uint64_t streamState = stream;
    std::uint64_t state = seed ^ splitmix64(streamState);
    for (std::uint64_t& word : m_state)
        word = splitmix64(state);
}

std::uint64_t Random::next() {
    const std::uint64_t result = std::rotl(m_state[1] * 5, 7) * 9;
    const std::uint64_t shifted = m_state[1] << 17U;
    m_state[2] ^= m_state[0];
    m_state[3] ^= m_state[1];
    m_state[1] ^= m_state[2];
    m_state[0] ^= m_state[3];
    m_state[2] ^= shifted;
    m_state[3] = std::rotl(m_state[3], 45);
    return result;
}

std::uint64_t Random::below(std::uint64_t limit) {
    const auto unusedBits = static_cast<unsigned>(std::countl_zero(limit | 1U));
    while (true) {
        const std::uint64_t value = next() >> unusedBits;
        if (value < limit)
            return value;
    }
}

Duration Random::between(Duration first, Duration last) {
    const auto span = static_cast<std::uint64_t>((last - first).count());
    return first + Duration{static_cast<std::int64_t>(below(span + 1))};
}

bool Random::chance(double probability) {
    constexpr double kScale = 9007199254740992.0; // 2^53: scaling by it is exact
    return static_cast<double>(next() >> 11U) < probability * kScale;
}

Duration Random::exponential(Duration mean) {
    constexpr unsigned kFractionBits = 16;
    const auto draw = [this] { return next() >> (64U - kFractionBits); };
    // A run of falling numbers has an odd length with probability exp(-first). If the length is
    // odd, the first number is the fraction. Otherwise the result grows by one, and a new run
    // begins.
    for (std::uint64_t whole = 0;; ++whole) {
        const std::uint64_t first = draw();
        std::uint64_t previous = first;
        unsigned length = 1;
        for (std::uint64_t value = draw(); value < previous; value = draw()) {
            previous = value;
            ++length;
        }
        if (length % 2 == 0)
            continue;
        const auto factor = static_cast<std::int64_t>(whole << kFractionBits | first);
        const std::int64_t high = mean.count() >> kFractionBits;
        const std::int64_t low = mean.count() & ((1 << kFractionBits) - 1);
        return Duration{high * factor + (low * factor >> kFractionBits)};
    }
}

} // namespace beaconscope::simulate
