// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tables/ratio_delegate.h"

#include "ui/models/snapshot_table_model.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>

namespace beaconscope::ui {

void RatioDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
    QStyledItemDelegate::paint(painter, option, index);
    const QVariant share = index.data(models::SnapshotTableModel::RatioRole);
    if (!share.isValid())
        return;
    const QStyle* const style =
        option.widget != nullptr ? option.widget->style() : QApplication::style();
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, &option, option.widget) + 1;
    const QRectF cell = QRectF(option.rect).adjusted(margin, 0, -margin, 0);
    const double height = std::max(2.0, cell.height() / 10);
    QRectF bar(cell.left(), cell.bottom() - height - 1, cell.width(), height);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    QColor colour =
        option.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Highlight);
    colour.setAlphaF(0.15F);
    painter->fillRect(bar, colour);
    bar.setWidth(bar.width() * std::clamp(share.toDouble(), 0.0, 1.0));
    colour.setAlphaF(0.75F);
    painter->fillRect(bar, colour);
}

} // namespace beaconscope::ui
