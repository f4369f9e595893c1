// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"

namespace beaconscope {

/// Stands for the time of a packet that has none. It is before all times that captures can have,
/// and the difference to them does not overflow. As text it is empty.
inline constexpr Timestamp kNoTime = kEarliest - Duration{1};

} // namespace beaconscope
