// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace beaconscope::session {

/// One column of a table as the user arranged it.
struct ColumnState {
    QString id;
    int width = 0; ///< device-independent pixels
    bool visible = true;

    bool operator==(const ColumnState&) const = default;
};

/// Columns from left to right. Kept by column id and not by position, so that a later version with
/// more columns still understands it.
using ColumnLayout = std::vector<ColumnState>;

QStringList toStringList(const ColumnLayout& layout);
/// Reads back what toStringList() wrote. Leaves out entries that it does not understand.
ColumnLayout columnLayoutFrom(const QStringList& list);

} // namespace beaconscope::session
