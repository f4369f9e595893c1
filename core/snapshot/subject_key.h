// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/ip_address.h"
#include "core/rules/rule.h"
#include "core/series/grouping.h"
#include "core/snapshot/selection.h"
#include "core/snapshot/snapshot.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace beaconscope::snapshot {

/// Where a query is: its packet and question in a file.
struct QueryPlace {
    std::string file;
    std::uint32_t packet = 0;
    std::uint16_t id = 0;

    bool operator==(const QueryPlace&) const = default;
};

/// What a row of a table is about, by what it is. Ids and ranks are good for one snapshot or one
/// load alone; a key means the same in every snapshot, also after another analysis or load. What
/// the user points at is kept as a key and looked up anew in each snapshot.
struct SubjectKey {
    std::optional<IpAddress> client;
    std::string name;   ///< canonical; empty if the row is not about one name
    std::string domain; ///< registered domain; empty if the row is not about one
    std::optional<series::FindingKind> finding; ///< set for a finding: what its detector looks for
    std::optional<rules::Rule> splitOffBy; ///< of a finding: the rule that took its queries out
    std::optional<QueryPlace> query;       ///< set for a single query

    bool operator==(const SubjectKey&) const = default;
};

/// Returns what `selection` is about. `snapshot` must be the one that the selection belongs to and
/// must hold it.
SubjectKey keyOf(const Snapshot& snapshot, const Selection& selection);

/// Returns what `key` selects in `snapshot`, or nothing (std::monostate) if the snapshot does not
/// hold it. A finding whose rule has gone, or came, is still found. The time grows with the number
/// of names and of findings.
Selection resolve(const Snapshot& snapshot, const SubjectKey& key);

/// Returns the ids of the events that `key` is about in the time range of the snapshot, in the
/// order of the store. For a finding, these are the events of its series. If the list has no such
/// finding at present (other detector or grouping), these are the events of its client, and of its
/// name or domain. Returns nothing when only the finding could tell which events it means.
std::optional<std::vector<EventId>> eventsOf(const Snapshot& snapshot, const SubjectKey& key);

/// Returns the key in words: "10.1.2.3 → www.example", "10.1.2.3 → example.com and all below it".
std::string describe(const SubjectKey& key);

} // namespace beaconscope::snapshot
