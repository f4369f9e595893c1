// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QMenu;

namespace beaconscope::ui {

class ColumnArrangement;
class SortHeader;

/// The context menu of a table's header: the order by `column`, unless that is negative, and which
/// columns are shown.
void fillHeaderMenu(QMenu& menu, SortHeader& header, ColumnArrangement& columns, int column);

} // namespace beaconscope::ui
