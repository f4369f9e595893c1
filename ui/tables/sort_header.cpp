// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tables/sort_header.h"

#include "ui/models/snapshot_table_model.h"

#include <QMouseEvent>
#include <QPainter>
#include <QStyleOptionHeader>

#include <algorithm>

namespace beaconscope::ui {

SortHeader::SortHeader(QWidget* parent)
    : QHeaderView(Qt::Horizontal, parent) {
    setSectionsClickable(true);
    setSectionsMovable(true);
    setHighlightSections(false);
    setAccessibleName(tr("Column headers"));
    connect(this, &QHeaderView::sectionClicked, this,
            [this](int column) { advance(column, m_addsKey); });
}

void SortHeader::setKeys(std::vector<tables::SortKey> keys) {
    if (keys == m_keys)
        return;
    m_keys = std::move(keys);
    viewport()->update();
    emit keysChanged();
}

std::vector<tables::SortKey>::iterator SortHeader::keyOf(int column) {
    return std::find_if(m_keys.begin(), m_keys.end(), [column](const tables::SortKey& key) {
        return key.column == static_cast<std::size_t>(column);
    });
}

void SortHeader::advance(int column, bool addKey) {
    const auto place = keyOf(column);
    const bool wasKey = place != m_keys.end();
    const tables::SortKey before = wasKey ? *place : tables::SortKey();
    std::vector<tables::SortKey> keys;
    if (addKey)
        keys = m_keys;
    const bool first = startsDescending(column);
    const bool isLastTurn = wasKey && before.descending != first;
    const auto index = static_cast<std::size_t>(column);
    std::erase_if(keys,
                  [&](const tables::SortKey& key) { return key.column == index && isLastTurn; });
    if (!isLastTurn) {
        const auto kept = std::find_if(keys.begin(), keys.end(),
                                       [index](const auto& key) { return key.column == index; });
        const tables::SortKey next{index, wasKey ? !before.descending : first};
        if (kept != keys.end())
            *kept = next;
        else
            keys.push_back(next);
    }
    setKeys(std::move(keys));
}

bool SortHeader::startsDescending(int column) const {
    const auto* const table = qobject_cast<const models::SnapshotTableModel*>(model());
    if (table == nullptr)
        return false;
    const auto columns = tables::columnsOf(table->kind());
    return models::isNumeric(columns[static_cast<std::size_t>(column)].kind);
}

void SortHeader::mouseReleaseEvent(QMouseEvent* event) {
    m_addsKey = event->modifiers().testFlag(Qt::ShiftModifier);
    QHeaderView::mouseReleaseEvent(event);
}

void SortHeader::initStyleOptionForIndex(QStyleOptionHeader* option, int logicalIndex) const {
    QHeaderView::initStyleOptionForIndex(option, logicalIndex);
    option->sortIndicator = QStyleOptionHeader::None;
    for (const tables::SortKey& key : m_keys) {
        if (key.column == static_cast<std::size_t>(logicalIndex)) {
            option->sortIndicator =
                key.descending ? QStyleOptionHeader::SortUp : QStyleOptionHeader::SortDown;
        }
    }
}

void SortHeader::paintSection(QPainter* painter, const QRect& rect, int logicalIndex) const {
    painter->save();
    QHeaderView::paintSection(painter, rect, logicalIndex);
    painter->restore();
    if (m_keys.size() < 2)
        return;
    const auto place = std::find_if(m_keys.begin(), m_keys.end(), [&](const auto& key) {
        return key.column == static_cast<std::size_t>(logicalIndex);
    });
    if (place == m_keys.end())
        return;
    painter->save();
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.7);
    painter->setFont(small);
    painter->setPen(palette().color(QPalette::Link));
    painter->drawText(rect.adjusted(0, 1, -2, 0), Qt::AlignTop | Qt::AlignRight,
                      QString::number(place - m_keys.begin() + 1));
    painter->restore();
}

QSize SortHeader::sectionSizeFromContents(int logicalIndex) const {
    QSize size = QHeaderView::sectionSizeFromContents(logicalIndex);
    // Always keeps room for the arrow, so that sorting never cuts off a title.
    size.rwidth() += style()->pixelMetric(QStyle::PM_HeaderMarkSize, nullptr, this) +
                     style()->pixelMetric(QStyle::PM_HeaderMargin, nullptr, this);
    return size;
}

} // namespace beaconscope::ui
