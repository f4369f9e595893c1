// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace beaconscope::tables {

/// Return a sort key: a larger value has a larger key. A double must not be NaN.
std::uint64_t orderedBits(double value);
std::uint64_t orderedBits(std::int64_t value);

/// Sorts `order`, which holds indices into `keys`, by rising keys. The sort is stable, so rows can
/// be sorted by several keys: sort by the least significant key first.
void sortByKeys(std::vector<std::uint32_t>& order, std::span<const std::uint64_t> keys);

} // namespace beaconscope::tables
