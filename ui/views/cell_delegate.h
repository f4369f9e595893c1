#pragma once

#include <QStyledItemDelegate>

namespace beaconscope::views {

/// Draws the cells of a table: with some air, so that a number and the text right of it do not
/// touch, and shares underlined with a bar as long as the share, so that a column of them can be
/// compared at a glance.
class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace beaconscope::views
