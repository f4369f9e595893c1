// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>

namespace beaconscope::detect {

/// A value and the limit that it is compared with, as texts for people. Rounded, but never so far
/// that the comparison reads false: "0.9996 s" is below "1 s", "1.000 s" is not.
struct Compared {
    std::string value;
    std::string limit;
};

/// Returns both numbers with `unit` behind each. The limit is exact. The value has `decimals`
/// places, and more where the comparison needs them. A value that differs by less than three more
/// places can show becomes "just below 1 s" or "just above 1 s".
Compared comparedNumbers(double value, double limit, int decimals, std::string_view unit = {});

/// The same of shares from 0 to 1, in percent: "79.6 %" and "80 %".
Compared comparedShares(double share, double limit, int decimals = 0);

/// The same of two probabilities, which are given as natural logarithms: "1 in 1,090" and "1 in
/// 1,100". Both get more digits where the comparison needs them.
Compared comparedChances(double lnP, double lnLimit);

} // namespace beaconscope::detect
