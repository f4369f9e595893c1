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

/// Keeps which columns of a table view are shown, how wide, and in which order. Until the user
/// changes something, widths follow the content. A column of numbers is never narrower than the
/// numbers on screen: a number without its end would be read as another number.
class ColumnArrangement : public QObject {
    Q_OBJECT
public:
    ColumnArrangement(tables::TableKind kind, QTableView* view);

    /// Applies the user's arrangement. An empty `layout` means the default.
    void apply(const session::ColumnLayout& layout);
    session::ColumnLayout layout() const;
    bool isUsersOwn() const { return m_isUsersOwn; }

    /// Fits the widths to the rows on screen, unless the user has set them.
    void fitToContent();
    /// Widens columns whose numbers on screen do not fit, even if the user has set the widths.
    void growToNumbers();
    void reset();

    /// Adds an entry for each column, and one that resets all columns.
    void fillChooser(QMenu* menu);

    /// Returns the columns that are shown, from left to right.
    QList<int> visibleColumns() const;

signals:
    /// The user has changed the arrangement.
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
