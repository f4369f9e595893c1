// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStyledItemDelegate>

namespace beaconscope::ui {

/// Edits rules in the table itself. A choice takes effect when it is made, and text takes effect
/// with each letter. A value with an error is underlined from the place of the error on.
class RuleDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override;
    void setEditorData(QWidget* editor, const QModelIndex& index) const override;
    void setModelData(QWidget* editor, QAbstractItemModel* model,
                      const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

private:
    QWidget* createChoice(QWidget* parent, const QModelIndex& index) const;
    QWidget* createLine(QWidget* parent) const;
    void emitCommit(QWidget* editor) const;
};

} // namespace beaconscope::ui
