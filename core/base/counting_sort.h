// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/large_vector.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>

namespace beaconscope {

/// Returns `items`, a vector, in the order of `keyOf(item)`, a number below `keyCount`. Items with
/// the same key keep their order. Linear in items, of which there are fewer than 2^32, and keys; a
/// sort by comparisons of millions of items waits for memory at each step. To sort by several keys,
/// sort by the last of them first.
template <typename Items, typename KeyOf>
Items countingSort(const Items& items, std::size_t keyCount, KeyOf keyOf) {
    LargeVector<std::uint32_t> places(keyCount + 1, 0);
    for (const auto& item : items)
        ++places[keyOf(item) + 1];
    std::partial_sum(places.begin(), places.end(), places.begin());
    Items sorted(items.size());
    for (const auto& item : items)
        sorted[places[keyOf(item)]++] = item;
    return sorted;
}

/// Returns `items` in the order of falling `countOf(item)`; items with the same count keep their
/// order. Nearly all of a capture's clients and names have a handful of queries, so they are
/// counted out, and only the few with many are sorted by comparisons.
template <typename Items, typename CountOf>
Items sortByFallingCount(const Items& items, CountOf countOf) {
    constexpr std::size_t kMany = 4096;
    const auto bucketOf = [&countOf](const auto& item) -> std::size_t {
        const std::size_t count = countOf(item);
        return count < kMany ? kMany - count : 0;
    };
    Items sorted = countingSort(items, kMany + 1, bucketOf);
    const auto firstFew = std::find_if(sorted.begin(), sorted.end(),
                                       [&](const auto& item) { return bucketOf(item) > 0; });
    std::stable_sort(sorted.begin(), firstFew, [&countOf](const auto& left, const auto& right) {
        return countOf(left) > countOf(right);
    });
    return sorted;
}

} // namespace beaconscope
