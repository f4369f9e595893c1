// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tables/column_arrangement.h"

#include "ui/models/snapshot_table_model.h"
#include "ui/models/text.h"

#include <QAction>
#include <QHeaderView>
#include <QMenu>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QTableView>

#include <algorithm>

namespace beaconscope::ui {

namespace {

constexpr int kMaxWidthCharacters = 34;
constexpr int kMinWidthCharacters = 5;

/// Returns the width that the cells of the column need. QTableView hides sizeHintForColumn(); its
/// base class has it public.
int contentWidth(const QAbstractItemView& view, int column) {
    return view.sizeHintForColumn(column) + 2 * view.fontMetrics().averageCharWidth();
}

} // namespace

ColumnArrangement::ColumnArrangement(tables::TableKind kind, QTableView* view)
    : QObject(view)
    , m_columns(tables::columnsOf(kind))
    , m_view(view)
    , m_header(view->horizontalHeader()) {
    // Only the rows on screen decide the widths: reading every row of a big table would block the
    // window.
    m_header->setResizeContentsPrecision(0);
    showDefaultColumns();
    connect(view->model(), &QAbstractItemModel::headerDataChanged, this,
            &ColumnArrangement::fitToContent);
    connect(m_header, &QHeaderView::sectionResized, this, &ColumnArrangement::widthChanged);
    // Scrolling brings other rows into view.
    connect(view->verticalScrollBar(), &QAbstractSlider::valueChanged, this,
            &ColumnArrangement::growToNumbers);
    connect(view->verticalScrollBar(), &QAbstractSlider::rangeChanged, this,
            &ColumnArrangement::growToNumbers);
    connect(m_header, &QHeaderView::sectionMoved, this, &ColumnArrangement::userChanged);
}

void ColumnArrangement::userChanged() {
    if (m_isArranging)
        return;
    m_isUsersOwn = true;
    emit changed();
}

void ColumnArrangement::widthChanged() {
    if (m_isArranging)
        return;
    growToNumbers();
    userChanged();
}

void ColumnArrangement::showDefaultColumns() {
    const QScopedValueRollback guard(m_isArranging, true);
    for (std::size_t i = 0; i < m_columns.size(); ++i)
        m_header->setSectionHidden(static_cast<int>(i), !m_columns[i].visibleByDefault);
}

void ColumnArrangement::restoreDefaultOrder() {
    const QScopedValueRollback guard(m_isArranging, true);
    for (int column = 0; column < m_header->count(); ++column)
        m_header->moveSection(m_header->visualIndex(column), column);
}

void ColumnArrangement::reset() {
    m_isUsersOwn = false;
    restoreDefaultOrder();
    showDefaultColumns();
    fitToContent();
    emit changed();
}

void ColumnArrangement::apply(const session::ColumnLayout& layout) {
    if (layout.empty())
        return;
    const QScopedValueRollback guard(m_isArranging, true);
    int place = 0;
    for (const session::ColumnState& state : layout) {
        const auto found =
            std::find_if(m_columns.begin(), m_columns.end(), [&](const auto& column) {
                return models::toQString(column.id) == state.id;
            });
        if (found == m_columns.end())
            continue;
        const auto column = static_cast<int>(found - m_columns.begin());
        m_header->moveSection(m_header->visualIndex(column), place++);
        m_header->setSectionHidden(column, !state.visible);
        if (state.width > 0)
            m_header->resizeSection(column, state.width);
    }
    m_isUsersOwn = true;
}

session::ColumnLayout ColumnArrangement::layout() const {
    session::ColumnLayout layout;
    for (int place = 0; place < m_header->count(); ++place) {
        const int column = m_header->logicalIndex(place);
        layout.push_back({models::toQString(m_columns[static_cast<std::size_t>(column)].id),
                          m_header->sectionSize(column), !m_header->isSectionHidden(column)});
    }
    return layout;
}

int ColumnArrangement::fittingWidth(int column) const {
    const int character = m_view->fontMetrics().averageCharWidth();
    const int content = contentWidth(*m_view, column);
    return std::max(
        m_header->sectionSizeHint(column),
        std::clamp(content, kMinWidthCharacters * character, kMaxWidthCharacters * character));
}

void ColumnArrangement::fitToContent() {
    if (!m_isUsersOwn && m_view->isVisible()) {
        const QScopedValueRollback guard(m_isArranging, true);
        for (const int column : visibleColumns())
            m_header->resizeSection(column, fittingWidth(column));
        giveSpareWidthToNames();
    }
    growToNumbers();
}

void ColumnArrangement::growToNumbers() {
    if (!m_view->isVisible())
        return;
    const QScopedValueRollback guard(m_isArranging, true);
    bool hasGrown = false;
    for (const int column : visibleColumns()) {
        if (!models::isNumeric(m_columns[static_cast<std::size_t>(column)].kind))
            continue;
        const int needed = contentWidth(*m_view, column);
        if (needed <= m_header->sectionSize(column))
            continue;
        m_header->resizeSection(column, needed);
        hasGrown = true;
    }
    if (hasGrown && !m_isUsersOwn)
        takeSpareWidthFromNames();
}

std::optional<int> ColumnArrangement::nameColumn() const {
    for (const int column : visibleColumns()) {
        if (m_columns[static_cast<std::size_t>(column)].kind == tables::ColumnKind::Name)
            return column;
    }
    return std::nullopt;
}

void ColumnArrangement::giveSpareWidthToNames() {
    const int spare = m_view->viewport()->width() - m_header->length();
    const auto column = nameColumn();
    if (spare <= 0 || !column)
        return;
    const int width = m_header->sectionSize(*column);
    m_header->resizeSection(*column,
                            std::clamp(contentWidth(*m_view, *column), width, width + spare));
}

void ColumnArrangement::takeSpareWidthFromNames() {
    const int missing = m_header->length() - m_view->viewport()->width();
    const auto column = nameColumn();
    if (missing <= 0 || !column)
        return;
    const int width = m_header->sectionSize(*column);
    const int least = std::min(width, fittingWidth(*column));
    m_header->resizeSection(*column, std::max(least, width - missing));
}

void ColumnArrangement::fillChooser(QMenu* menu) {
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const auto column = static_cast<int>(i);
        QAction* const action =
            menu->addAction(m_view->model()->headerData(column, Qt::Horizontal).toString());
        action->setToolTip(models::toQString(m_columns[i].help));
        action->setCheckable(true);
        action->setChecked(!m_header->isSectionHidden(column));
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            // The last column cannot be hidden: without a header, the user could not bring any
            // column back.
            if (!shown && visibleColumns().size() == 1)
                return;
            m_header->setSectionHidden(column, !shown);
            userChanged();
        });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("&Reset Columns")), &QAction::triggered, this,
            &ColumnArrangement::reset);
}

QList<int> ColumnArrangement::visibleColumns() const {
    QList<int> columns;
    for (int place = 0; place < m_header->count(); ++place) {
        const int column = m_header->logicalIndex(place);
        if (!m_header->isSectionHidden(column))
            columns.append(column);
    }
    return columns;
}

} // namespace beaconscope::ui
