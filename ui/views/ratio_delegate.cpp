#include "ui/views/ratio_delegate.h"

#include "ui/models/snapshot_table_model.h"

#include <QPainter>

#include <algorithm>

namespace beaconscope::views {

void RatioDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
    QStyledItemDelegate::paint(painter, option, index);
    const QVariant ratio = index.data(models::SnapshotTableModel::RatioRole);
    if (!ratio.isValid())
        return;
    const QRectF cell = QRectF(option.rect).adjusted(3, 0, -3, -1);
    const double height = std::max(2.0, cell.height() / 10);
    const QRectF track(cell.left(), cell.bottom() - height, cell.width(), height);
    QRectF bar = track;
    bar.setWidth(track.width() * std::clamp(ratio.toDouble(), 0.0, 1.0));
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    QColor colour =
        option.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Highlight);
    painter->save();
    painter->setPen(Qt::NoPen);
    colour.setAlphaF(0.75F);
    painter->fillRect(bar, colour);
    painter->restore();
}

} // namespace beaconscope::views
