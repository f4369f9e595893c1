// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tables/header_menu.h"

#include "ui/tables/column_arrangement.h"
#include "ui/tables/sort_header.h"

#include <QCoreApplication>
#include <QMenu>

namespace beaconscope::ui {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("beaconscope::ui::HeaderMenu", text);
}

} // namespace

void fillHeaderMenu(QMenu& menu, SortHeader& header, ColumnArrangement& columns, int column) {
    if (column >= 0) {
        const auto add = [&](const QString& text, std::vector<tables::SortKey> keys) {
            QObject::connect(menu.addAction(text), &QAction::triggered, &header,
                             [&header, keys = std::move(keys)] { header.setKeys(keys); });
        };
        const auto index = static_cast<std::size_t>(column);
        add(tr("Sort &Ascending"), {{index, false}});
        add(tr("Sort &Descending"), {{index, true}});
        add(tr("&Unsorted"), {});
        menu.addSeparator();
    }
    columns.fillChooser(&menu);
}

} // namespace beaconscope::ui
