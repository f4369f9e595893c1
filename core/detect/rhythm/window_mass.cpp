// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/window_mass.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace beaconscope::detect::rhythm {

namespace {

constexpr double kMinWidth = 1e-3;
constexpr double kMaxWidth = 0.5;
constexpr std::size_t kWidths = 120;

double combMassAtRate(double width, double rate) {
    double mass = 0;
    for (int tooth = 1; tooth <= kCombTeeth; ++tooth) {
        const double half = width / std::sqrt(tooth);
        mass += std::exp(-rate * tooth * (1 - half)) - std::exp(-rate * tooth * (1 + half));
    }
    return mass;
}

double searchCombMass(double width) {
    constexpr double kMinRate = 0.02;
    constexpr double kMaxRate = 4.0;
    constexpr int kRates = 400;
    const double step = std::log(kMaxRate / kMinRate) / (kRates - 1);
    double largest = 0;
    for (int i = 0; i < kRates; ++i)
        largest = std::max(largest, combMassAtRate(width, kMinRate * std::exp(step * i)));
    return largest;
}

double lnWidthStep() {
    return std::log(kMaxWidth / kMinWidth) / static_cast<double>(kWidths - 1);
}

std::array<double, kWidths> makeLnMassTable() {
    std::array<double, kWidths> table{};
    for (std::size_t i = 0; i < kWidths; ++i) {
        const double width = kMinWidth * std::exp(lnWidthStep() * static_cast<double>(i));
        table[i] = std::log(searchCombMass(width));
    }
    return table;
}

} // namespace

double largestWindowMass(double ratio) {
    const double safe = std::max(ratio, 1 + 1e-9);
    return std::exp(-std::log(safe) / (safe - 1)) * (1 - 1 / safe);
}

double largestCombMass(double relativeWidth) {
    static const std::array<double, kWidths> kLnMass = makeLnMassTable();
    static const double kStep = lnWidthStep();
    const double width = std::clamp(relativeWidth, kMinWidth, kMaxWidth);
    const double position = std::log(width / kMinWidth) / kStep;
    const std::size_t below =
        std::min(static_cast<std::size_t>(std::max(position, 0.0)), kWidths - 2);
    const double weight = std::min(position - static_cast<double>(below), 1.0);
    return std::exp(kLnMass[below] + weight * (kLnMass[below + 1] - kLnMass[below]));
}

} // namespace beaconscope::detect::rhythm
