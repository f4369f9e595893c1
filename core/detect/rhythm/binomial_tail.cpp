// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/binomial_tail.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace beaconscope::detect::rhythm {

namespace {

constexpr std::size_t kTableSize = 2048;

std::array<double, kTableSize> makeLnFactorials() {
    std::array<double, kTableSize> table{};
    for (std::size_t n = 2; n < kTableSize; ++n)
        table[n] = table[n - 1] + std::log(static_cast<double>(n));
    return table;
}

} // namespace

double lnFactorial(std::size_t n) {
    static const std::array<double, kTableSize> kTable = makeLnFactorials();
    if (n < kTableSize)
        return kTable[n];
    const auto x = static_cast<double>(n);
    return x * std::log(x) - x + 0.5 * std::log(2 * std::numbers::pi * x) + 1 / (12 * x) -
           1 / (360 * x * x * x);
}

double lnBinomialPoint(std::size_t n, std::size_t k, double lnP, double lnOneMinusP) {
    return lnFactorial(n) - lnFactorial(k) - lnFactorial(n - k) + static_cast<double>(k) * lnP +
           static_cast<double>(n - k) * lnOneMinusP;
}

double lnBinomialTail(std::size_t n, std::size_t k, double p) {
    const double safe = std::clamp(p, 1e-12, 1 - 1e-12);
    const auto trials = static_cast<double>(n);
    const auto successes = static_cast<double>(k);
    if (successes <= trials * safe)
        return 0;
    const double point = lnBinomialPoint(n, k, std::log(safe), std::log1p(-safe));
    const double ratio = (trials - successes) * safe / ((successes + 1) * (1 - safe));
    return std::min(point - std::log1p(-std::min(ratio, 1 - 1e-9)), 0.0);
}

double bernoulliDivergence(double observed, double expected) {
    const double f = std::clamp(observed, 0.0, 1.0);
    const double q = std::clamp(expected, 1e-9, 1 - 1e-9);
    if (f <= q)
        return 0;
    const double inside = f * std::log(f / q);
    return f < 1 ? inside + (1 - f) * std::log((1 - f) / (1 - q)) : inside;
}

} // namespace beaconscope::detect::rhythm
