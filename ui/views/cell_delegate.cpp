#include "ui/views/cell_delegate.h"

#include "ui/models/snapshot_table_model.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>

namespace beaconscope::views {

namespace {

int padding(const QStyleOptionViewItem& option) {
    return option.fontMetrics.averageCharWidth() / 2;
}

void paintBar(QPainter* painter, const QStyleOptionViewItem& option, double share) {
    const QRectF cell(option.rect);
    const double height = std::max(2.0, cell.height() / 10);
    const double width = cell.width() * std::clamp(share, 0.0, 1.0);
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    QColor colour =
        option.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Highlight);
    colour.setAlphaF(0.75F);
    painter->fillRect(QRectF(cell.left(), cell.bottom() - height - 1, width, height), colour);
}

} // namespace

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    // The padding belongs to the cell's background, which the style draws for the whole of it.
    QStyleOptionViewItem whole = option;
    initStyleOption(&whole, index);
    const QStyle* const style =
        option.widget != nullptr ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &whole, painter, option.widget);

    QStyleOptionViewItem inner = option;
    inner.rect.adjust(padding(option), 0, -padding(option), 0);
    QStyledItemDelegate::paint(painter, inner, index);
    const QVariant share = index.data(models::SnapshotTableModel::RatioRole);
    if (share.isValid())
        paintBar(painter, inner, share.toDouble());
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    return QStyledItemDelegate::sizeHint(option, index) + QSize(2 * padding(option), 0);
}

} // namespace beaconscope::views
