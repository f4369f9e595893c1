// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tables/table_view.h"

#include "ui/tables/ratio_delegate.h"
#include "ui/tables/sort_header.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace beaconscope::ui {

TableView::TableView(QWidget* parent)
    : QTableView(parent)
    , m_header(new SortHeader(this))
    , m_empty(new QLabel(viewport())) {
    setHorizontalHeader(m_header);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setItemDelegate(new RatioDelegate(this));
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto* const layout = new QVBoxLayout(viewport());
    layout->setContentsMargins(24, 8, 24, 8);
    layout->addWidget(m_empty);
    m_empty->hide();
    fitRowHeight();
}

void TableView::setEmptyText(const QString& text) {
    m_empty->setText(text);
    m_empty->setVisible(!text.isEmpty());
    // Uses a label, because a screen reader does not read a text that is only painted.
    setAccessibleDescription(text);
}

QString TableView::emptyText() const {
    return m_empty->isHidden() ? QString() : m_empty->text();
}

QList<int> TableView::selectedRowNumbers() const {
    QList<int> rows;
    for (const QModelIndex& index : selectionModel()->selectedRows())
        rows.append(index.row());
    return rows;
}

void TableView::goToRow(int row) {
    const int column = m_header->logicalIndexAt(0);
    const QModelIndex index = model()->index(row, std::max(0, column));
    if (!index.isValid())
        return;
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect |
                                                 QItemSelectionModel::Rows);
    scrollTo(index);
}

bool TableView::event(QEvent* event) {
    // The window uses this key for the filter of the current table, but the evidence has a filter
    // of its own.
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent*>(event)->text() == QLatin1String("/"))
        event->accept();
    return QTableView::event(event);
}

void TableView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        emit copyRequested();
        return;
    }
    if (event->text() == QLatin1String("/")) {
        emit filterRequested();
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) &&
        currentIndex().isValid()) {
        emit enterPressed();
        return;
    }
    QTableView::keyPressEvent(event);
}

void TableView::changeEvent(QEvent* event) {
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitRowHeight();
}

void TableView::fitRowHeight() {
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + fontMetrics().height() / 2);
}

} // namespace beaconscope::ui
