// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <vector>

namespace beaconscope {

/// How often two edits of a list add an item; negative when they remove it.
struct EditCounts {
    long byThem = 0;
    long byUs = 0;

    /// Returns how many more our list needs so that it has both edits; negative: how many fewer.
    long missing() const {
        const bool isSameWay = (byThem > 0) == (byUs > 0) && (byThem < 0) == (byUs < 0);
        if (!isSameWay)
            return byThem;
        return byThem > 0 ? std::max(byThem - byUs, 0L) : std::min(byThem - byUs, 0L);
    }
};

/// Joins two edits of one list, `base`. Returns `ours` without the items that `theirs` removed, and
/// then the items that `theirs` added. What both removed or both added is removed or added once. An
/// item that both changed in different ways is there in both versions, so that no edit is lost.
/// `isLess` orders the items. Costs n log n.
template <typename T, typename IsLess = std::less<T>>
std::vector<T> mergedEdits(const std::vector<T>& base, const std::vector<T>& theirs,
                           const std::vector<T>& ours, IsLess isLess = {}) {
    const auto comesFirst = [&isLess](const T* a, const T* b) { return isLess(*a, *b); };
    std::map<const T*, EditCounts, decltype(comesFirst)> changes(comesFirst);
    for (const T& item : base) {
        EditCounts& change = changes[&item];
        --change.byThem;
        --change.byUs;
    }
    for (const T& item : theirs)
        ++changes[&item].byThem;
    for (const T& item : ours)
        ++changes[&item].byUs;
    std::map<const T*, long, decltype(comesFirst)> missing(comesFirst);
    for (const auto& [item, change] : changes)
        missing.emplace(item, change.missing());
    std::vector<T> merged;
    for (const T& item : ours) {
        if (long& count = missing.at(&item); count < 0)
            ++count;
        else
            merged.push_back(item);
    }
    for (const T& item : theirs) {
        if (long& count = missing.at(&item); count > 0) {
            --count;
            merged.push_back(item);
        }
    }
    return merged;
}

} // namespace beaconscope
