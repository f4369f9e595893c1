// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"

#include <algorithm>

namespace beaconscope {

/// Returns `time` moved by a length that lies within ± 2^62 ns, clamped to kEarliest and kLatest.
/// Readers use it for times that are the sum of two fields of a file.
constexpr Timestamp shifted(Timestamp time, Duration by) {
    return std::clamp(time + by, kEarliest, kLatest);
}

} // namespace beaconscope
