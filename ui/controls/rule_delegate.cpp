// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/controls/rule_delegate.h"

#include "core/rules/rule.h"
#include "ui/models/rules_model.h"
#include "ui/models/text.h"
#include "ui/shell/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPainter>

#include <array>

namespace beaconscope::ui {

namespace {

constexpr std::array kFields{rules::Field::Name, rules::Field::RegisteredDomain,
                             rules::Field::Client, rules::Field::QueryType};
constexpr std::array kMatches{rules::Match::Is,       rules::Match::EndsWith,
                              rules::Match::Contains, rules::Match::Wildcard,
                              rules::Match::Regex,    rules::Match::Cidr};

template <typename Choice>
void add(QComboBox& box, Choice choice) {
    box.addItem(models::toQString(rules::describe(choice)), static_cast<int>(choice));
}

void fill(QComboBox& box, const QModelIndex& index) {
    if (index.column() == models::RulesModel::Field) {
        for (const rules::Field field : kFields)
            add(box, field);
        return;
    }
    const QModelIndex fieldCell = index.siblingAtColumn(models::RulesModel::Field);
    const auto field = static_cast<rules::Field>(fieldCell.data(Qt::EditRole).toInt());
    for (const rules::Match match : kMatches) {
        if (rules::goesWith(match, field))
            add(box, match);
    }
}

} // namespace

QWidget* RuleDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&,
                                    const QModelIndex& index) const {
    const int column = index.column();
    if (column == models::RulesModel::Field || column == models::RulesModel::Match)
        return createChoice(parent, index);
    return createLine(parent);
}

QWidget* RuleDelegate::createChoice(QWidget* parent, const QModelIndex& index) const {
    auto* const box = new QComboBox(parent);
    fill(*box, index);
    connect(box, &QComboBox::activated, this, [this, box] { emitCommit(box); });
    return box;
}

QWidget* RuleDelegate::createLine(QWidget* parent) const {
    auto* const line = new QLineEdit(parent);
    connect(line, &QLineEdit::textEdited, this, [this, line] { emitCommit(line); });
    return line;
}

void RuleDelegate::emitCommit(QWidget* editor) const {
    // Signals are not const, but the view that owns the delegate hands it out as const.
    emit const_cast<RuleDelegate*>(this)->commitData(editor);
}

void RuleDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const {
    const QVariant value = index.data(Qt::EditRole);
    if (auto* const box = qobject_cast<QComboBox*>(editor)) {
        box->setCurrentIndex(box->findData(value));
        return;
    }
    // The same text comes back after each letter; setting it again would move the cursor.
    auto* const line = qobject_cast<QLineEdit*>(editor);
    if (line != nullptr && line->text().trimmed() != value.toString())
        line->setText(value.toString());
}

void RuleDelegate::setModelData(QWidget* editor, QAbstractItemModel* model,
                                const QModelIndex& index) const {
    if (const auto* const box = qobject_cast<QComboBox*>(editor))
        model->setData(index, box->currentData());
    else if (const auto* const line = qobject_cast<QLineEdit*>(editor))
        model->setData(index, line->text());
}

void RuleDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    QStyledItemDelegate::paint(painter, option, index);
    if (index.data(models::RulesModel::ErrorRole).toString().isEmpty())
        return;
    const QByteArray value = index.data(Qt::EditRole).toString().toUtf8();
    const int column = index.data(models::RulesModel::ErrorColumnRole).toInt();
    const QString head = QString::fromUtf8(value.left(column));
    const QStyle* const style =
        option.widget != nullptr ? option.widget->style() : QApplication::style();
    QStyleOptionViewItem text = option;
    initStyleOption(&text, index);
    const QRect area = style->subElementRect(QStyle::SE_ItemViewItemText, &text, option.widget);
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, option.widget) + 1;
    const int from = area.left() + margin + option.fontMetrics.horizontalAdvance(head);
    const int end =
        area.left() + margin + option.fontMetrics.horizontalAdvance(QString::fromUtf8(value));
    const int atLeast = option.fontMetrics.averageCharWidth();
    QPen pen(errorColour(option.palette), 2, Qt::DotLine);
    painter->save();
    painter->setPen(pen);
    painter->drawLine(from, area.bottom() - 2, std::max(end, from + atLeast), area.bottom() - 2);
    painter->drawText(option.rect.adjusted(0, 0, -4, 0), Qt::AlignRight | Qt::AlignVCenter,
                      QStringLiteral("⚠"));
    painter->restore();
}

} // namespace beaconscope::ui
