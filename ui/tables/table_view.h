// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTableView>

class QLabel;

namespace beaconscope::ui {

class SortHeader;

/// A table view for big tables: all rows have the same height, a click selects a whole row, and the
/// header has several sort keys. A table without rows shows a text in its middle.
class TableView : public QTableView {
    Q_OBJECT
public:
    explicit TableView(QWidget* parent = nullptr);

    SortHeader* sortHeader() const { return m_header; }
    void setEmptyText(const QString& text);
    QString emptyText() const;
    QList<int> selectedRowNumbers() const;
    /// Makes `row` the current row, selects only it, and scrolls to it.
    void goToRow(int row);

signals:
    void copyRequested();
    void filterRequested();
    /// The user pressed Enter on a row.
    void enterPressed();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fitRowHeight();

    SortHeader* m_header;
    QLabel* m_empty;
};

} // namespace beaconscope::ui
