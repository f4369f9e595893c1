// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/tables/table.h"
#include "ui/session/column_layout.h"

#include <QObject>

#include <optional>

class QHeaderView;
class QMenu;
class QTableView;

namespace beaconscope::ui {

/// Which columns of a table view are shown, how wide and in which order. Until the user changes
/// something, widths follow the content. Columns of numbers are never narrower than those on
/// screen: the end of a number that is left out makes it another number.
class ColumnArrangement : public QObject {
    Q_OBJECT
public:
    ColumnArrangement(tables::TableKind kind, QTableView* view);

    /// The user's arrangement; an empty one means the default.
    void apply(const session::ColumnLayout& layout);
    session::ColumnLayout layout() const;
    bool isUsersOwn() const { return m_isUsersOwn; }

    /// Fits widths to what is on screen, unless the user set them.
    void fitToContent();
    /// Widens columns of numbers where those on screen need it, also if the user set the widths.
    void growToNumbers();
    void reset();

    /// Adds an entry a column, and one that resets.
    void fillChooser(QMenu* menu);

    /// Columns that are shown, from left to right.
    QList<int> visibleColumns() const;

signals:
    /// By the user.
    void changed();

private:
    void restoreDefaultOrder();
    void showDefaultColumns();
    void giveSpareWidthToNames();
    void takeSpareWidthFromNames();
    std::optional<int> nameColumn() const;
    int fittingWidth(int column) const;
    void widthChanged();
    void userChanged();

    std::span<const tables::Column> m_columns;
    QTableView* m_view;
    QHeaderView* m_header;
    bool m_isUsersOwn = false;
    bool m_isArranging = false;
};

} // namespace beaconscope::ui
