// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <functional>
#include <map>
#include <vector>

namespace beaconscope {

/// Joins two edits of one list, `base`. Returns `ours` without the items that `theirs` removed, and
/// then the items that `theirs` added. What both removed or both added is removed or added once. An
/// item that both changed in different ways is there in both versions, so that no edit is lost.
/// `isLess` orders the items. Costs n log n.
template <typename T, typename IsLess = std::less<T>>
std::vector<T> mergedEdits(const std::vector<T>& base, const std::vector<T>& theirs,
                           const std::vector<T>& ours, IsLess isLess = {}) {
    struct Change {
        long byThem = 0; ///< how many were added, or removed if negative
        long byUs = 0;
        long missing() const {
            if ((byThem > 0) == (byUs > 0) && (byThem < 0) == (byUs < 0))
                return byThem > 0 ? (byThem > byUs ? byThem - byUs : 0)
                                  : (byThem < byUs ? byThem - byUs : 0);
            return byThem;
        }
    };
    const auto comesFirst = [&isLess](const T* a, const T* b) { return isLess(*a, *b); };
    std::map<const T*, Change, decltype(comesFirst)> changes(comesFirst);
    for (const T& item : base) {
        Change& change = changes[&item];
        --change.byThem;
        --change.byUs;
    }
    for (const T& item : theirs)
        ++changes[&item].byThem;
    for (const T& item : ours)
        ++changes[&item].byUs;
    std::map<const T*, long, decltype(comesFirst)> missing(comesFirst);
    for (const auto& [item, change] : changes) {
        if (change.missing() != 0)
            missing.emplace(item, change.missing());
    }
    std::vector<T> merged;
    for (const T& item : ours) {
        const auto found = missing.find(&item);
        if (found != missing.end() && found->second < 0)
            ++found->second;
        else
            merged.push_back(item);
    }
    for (const T& item : theirs) {
        const auto found = missing.find(&item);
        if (found != missing.end() && found->second > 0) {
            --found->second;
            merged.push_back(item);
        }
    }
    return merged;
}

} // namespace beaconscope
