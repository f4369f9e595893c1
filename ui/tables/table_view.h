// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTableView>

class QLabel;

namespace beaconscope::ui {

class SortHeader;

/// A table view for big tables: rows of one height, whole-row selection, a header with several sort
/// keys, and words in its middle when there is nothing to show.
class TableView : public QTableView {
    Q_OBJECT
public:
    explicit TableView(QWidget* parent = nullptr);

    SortHeader* sortHeader() const { return m_header; }
    void setEmptyText(const QString& text);
    QString emptyText() const;
    QList<int> selectedRowNumbers() const;
    /// Makes `row` the current and only selected one and brings it into sight.
    void goToRow(int row);

signals:
    void copyRequested();
    void filterRequested();
    /// Enter on a row.
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
