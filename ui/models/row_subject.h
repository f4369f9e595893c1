// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/selection.h"
#include "core/snapshot/subject_key.h"
#include "core/tables/table.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <string>

namespace beaconscope::models {

/// What a row of a table is about, whichever table it is.
struct RowSubject {
    std::optional<NameId> name;
    std::optional<DomainId> domain;
    std::optional<AddressId> client;
    snapshot::Selection selection; ///< good for the snapshot of the table alone
    /// Number of the packet in its file. Only a row of the Queries table has one.
    std::optional<std::uint32_t> packet;
};

RowSubject subjectOf(const tables::Table& table, std::size_t row);

/// Returns what the row is about, in a form that is good for every snapshot.
snapshot::SubjectKey keyOf(const tables::Table& table, std::size_t row);

/// The subject as text: canonical and unescaped, as rules and filters expect it. A field is empty
/// when the row has no such part.
struct SubjectText {
    std::string name;
    std::string domain;
    std::string client;
};

SubjectText textOf(const snapshot::Snapshot& snapshot, const RowSubject& subject);

/// Returns a Wireshark display filter that shows the packets of the subject. Empty when no filter
/// can describe it.
QString wiresharkFilter(const snapshot::Snapshot& snapshot, const RowSubject& subject);

} // namespace beaconscope::models
