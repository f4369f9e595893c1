// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>

namespace beaconscope::detect {

/// Fewer beats are never tested: four intervals are the least that can show a rhythm.
inline constexpr std::size_t kMinBeats = 5;

/// A period of fewer steps than this of the grid that times are known on shows by rounding alone.
inline constexpr double kMinPeriodResolutions = 5;

} // namespace beaconscope::detect
