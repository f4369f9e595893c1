// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QMenu;

namespace beaconscope::ui {

class ColumnArrangement;
class SortHeader;

/// Fills the context menu of a table's header: entries that sort by `column`, and entries that show
/// or hide columns. With a negative `column` there are no entries for sorting.
void fillHeaderMenu(QMenu& menu, SortHeader& header, ColumnArrangement& columns, int column);

} // namespace beaconscope::ui
