// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace beaconscope::tables {

/// Keys: numbers that put values of one kind in order when they rise. A double is not NaN.
std::uint64_t orderedBits(double value);
std::uint64_t orderedBits(std::int64_t value);

/// Puts `order`, indices into `keys`, in the order of rising keys; those with equal keys stay in
/// the order in which they are. So several keys sort from the least significant on.
void sortByKeys(std::vector<std::uint32_t>& order, std::span<const std::uint64_t> keys);

} // namespace beaconscope::tables
