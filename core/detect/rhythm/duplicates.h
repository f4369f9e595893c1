// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/rhythm/query.h"

#include <span>
#include <utility>
#include <vector>

namespace beaconscope::detect::rhythm {

/// A copy of a query this close to the previous copy is the same query seen again.
inline constexpr double kDuplicateWindowSeconds = 10.0;

/// Reused from call to call so that short series do not pay for memory.
struct DuplicateScratch {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> keys;
    std::vector<std::uint32_t> answered;                  ///< by query: which copy tells its answer
    std::vector<std::pair<std::uint32_t, float>> repeats; ///< query and seconds to a repeat of it
};

/// Step 1: copies `queries`, sorted by time, to `kept` without those that repeat the id, name and
/// type of a query at most kDuplicateWindowSeconds before. Retransmissions of a client that got no
/// answer and the second copy of a tap both look like this. One that comes from another port when
/// the query before has been answered is asked anew: nslookup uses the same few ids in every run,
/// and malware runs it by a timer. Repeats chain: a repeat of a dropped query is dropped too.
///
/// A query keeps the answer that any of its copies got, with the round trip from the first: a
/// client that had to ask twice caches what the second answer said. It also keeps for how long
/// the client repeated it. O(n log n).
void dropDuplicates(std::span<const Query> queries, DuplicateScratch& scratch,
                    std::vector<Query>& kept);

} // namespace beaconscope::detect::rhythm
