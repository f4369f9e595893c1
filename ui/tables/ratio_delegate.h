// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

namespace beaconscope::ui {

/// Draws a bar below the number of each share. The bar is as long as the share; a faint bar behind
/// it shows the whole. So the shares of a column can be compared at a glance.
class RatioDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
};

} // namespace beaconscope::ui
