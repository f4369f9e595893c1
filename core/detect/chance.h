// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>

namespace beaconscope::detect {

/// Returns a probability in words; `lnP` is its natural logarithm: "1 in 10^22", "1 in 4,700",
/// "more than 1 in 2".
std::string describeChance(double lnP);

/// A probability in words, and the natural logarithm of what the words say.
struct ShownChance {
    std::string text;
    double lnP = 0;
};

/// The same as describeChance() with so many more digits: "1 in 10^22.4", "1 in 4,650".
ShownChance showChance(double lnP, int moreDigits);

} // namespace beaconscope::detect
