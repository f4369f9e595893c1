// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>

namespace beaconscope::detect {

/// Returns a probability in words; `lnP` is its natural logarithm: "1 in 10^22", "1 in 4,700",
/// "more than 1 in 2".
std::string describeChance(double lnP);

} // namespace beaconscope::detect
