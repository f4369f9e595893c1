// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/tables/table_view.h"

#include <QMenu>
#include <QTest>

namespace beaconscope::testing {

/// Opens the context menu of a row, which is selected or not, and chooses the entry that begins
/// with `text`.
inline bool chooseFromMenuOfSelection(ui::TableView& view, int row, int column,
                                      const QString& text) {
    const QPoint place = view.visualRect(view.model()->index(row, column)).center();
    emit view.customContextMenuRequested(place);
    auto* const menu = view.findChild<QMenu*>(QStringLiteral("rowMenu"));
    if (menu == nullptr)
        return false;
    bool found = false;
    for (QAction* const action : menu->actions()) {
        QString words = action->text();
        if (!found && words.remove(QLatin1Char('&')).startsWith(text)) {
            action->trigger();
            found = true;
        }
    }
    menu->close();
    return found;
}

/// Selects a row alone, and chooses the entry of its context menu that begins with `text`.
inline bool chooseFromRowMenu(ui::TableView& view, int row, int column, const QString& text) {
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {},
                      view.visualRect(view.model()->index(row, column)).center());
    return chooseFromMenuOfSelection(view, row, column, text);
}

} // namespace beaconscope::testing
