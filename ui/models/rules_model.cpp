// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/models/rules_model.h"

#include "core/base/text.h"
#include "ui/models/text.h"

#include <QColor>
#include <QFont>
#include <QGuiApplication>
#include <QPalette>

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>

namespace beaconscope::models {

namespace {

/// Changes one cell of a rule. Returns false when the cell cannot take the value.
bool assign(rules::Rule& rule, int column, const QVariant& value) {
    switch (column) {
    case RulesModel::Field:
        rule.field = static_cast<rules::Field>(value.toInt());
        if (!rules::goesWith(rule.match, rule.field))
            rule.match = rules::Match::Is;
        return true;
    case RulesModel::Match:
        rule.match = static_cast<rules::Match>(value.toInt());
        return true;
    case RulesModel::Value:
        rule.value = value.toString().trimmed().toStdString();
        return true;
    case RulesModel::Note:
        rule.note = value.toString().toStdString();
        return true;
    default:
        return false;
    }
}

QString hitsText(const snapshot::RuleHits& hits, const rules::Rule& rule) {
    return RulesModel::tr("Hides: %1, %2")
        .arg(toQString(snapshot::describe(hits, rule.field)),
             toQString(counted(hits.findings, "finding", "findings")));
}

} // namespace

RulesModel::RulesModel(QObject* parent)
    : QAbstractTableModel(parent) {}

void RulesModel::setRules(const rules::RuleSet& rules) {
    // Inserts and removes only the rows that differ, so that the selection and an open editor stay.
    const auto& before = m_rules.rules();
    const auto& after = rules.rules();
    const auto common = std::min(before.size(), after.size());
    std::size_t head = 0;
    while (head < common && before[head] == after[head])
        ++head;
    std::size_t tail = 0;
    while (tail < common - head &&
           before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
        ++tail;
    const auto first = static_cast<int>(head);
    if (after.size() > before.size() && head + tail == before.size()) {
        beginInsertRows({}, first, first + static_cast<int>(after.size() - before.size()) - 1);
        m_rules = rules;
        endInsertRows();
    } else if (after.size() < before.size() && head + tail == after.size()) {
        beginRemoveRows({}, first, first + static_cast<int>(before.size() - after.size()) - 1);
        m_rules = rules;
        endRemoveRows();
    } else if (after.size() == before.size()) {
        m_rules = rules;
    } else {
        beginResetModel();
        m_rules = rules;
        endResetModel();
    }
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void RulesModel::setSnapshot(const std::shared_ptr<const snapshot::Snapshot>& snapshot) {
    m_snapshot = snapshot;
    if (rowCount() > 0)
        emit dataChanged(index(0, Hits), index(rowCount() - 1, Findings));
}

void RulesModel::emitEdited(std::vector<rules::Rule> rules, const QString& what,
                            const QString& mergeKey) {
    emit edited(rules::RuleSet(std::move(rules)), what, mergeKey);
}

void RulesModel::add(rules::Rule rule, int row) {
    auto rules = m_rules.rules();
    rules.insert(rules.begin() + std::clamp(row, 0, rowCount()), std::move(rule));
    emitEdited(std::move(rules), tr("Add Rule"));
}

void RulesModel::append(const std::vector<rules::Rule>& more, const QString& what) {
    auto rules = m_rules.rules();
    rules.insert(rules.end(), more.begin(), more.end());
    emitEdited(std::move(rules), what);
}

void RulesModel::duplicate(const QList<int>& rows) {
    QList<int> sorted = rows;
    std::sort(sorted.begin(), sorted.end(), std::greater<>());
    auto rules = m_rules.rules();
    for (const int row : sorted) {
        rules::Rule copy = rules[static_cast<std::size_t>(row)];
        rules.insert(rules.begin() + row + 1, std::move(copy));
    }
    emitEdited(std::move(rules), tr("Duplicate Rule"));
}

void RulesModel::remove(const QList<int>& rows) {
    QList<int> sorted = rows;
    std::sort(sorted.begin(), sorted.end(), std::greater<>());
    auto rules = m_rules.rules();
    for (const int row : sorted)
        rules.erase(rules.begin() + row);
    emitEdited(std::move(rules), tr("Delete Rule"));
}

void RulesModel::move(int row, int by) {
    const int other = row + by;
    if (row < 0 || other < 0 || row >= rowCount() || other >= rowCount())
        return;
    auto rules = m_rules.rules();
    std::swap(rules[static_cast<std::size_t>(row)], rules[static_cast<std::size_t>(other)]);
    emitEdited(std::move(rules), tr("Move Rule"));
}

int RulesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rules.rules().size());
}

int RulesModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

const snapshot::RuleHits* RulesModel::hitsOf(int row) const {
    if (!m_snapshot || m_snapshot->isLoading || m_rules.error(static_cast<std::size_t>(row)))
        return nullptr;
    const rules::Rule& rule = m_rules.rules()[static_cast<std::size_t>(row)];
    const auto& inForce = m_snapshot->settings.rules->rules();
    const auto& hits = m_snapshot->ruleHits;
    const auto at = [&](std::size_t index) { return index < hits.size() ? &hits[index] : nullptr; };
    const auto sameRow = static_cast<std::size_t>(row);
    if (sameRow < inForce.size() && inForce[sameRow] == rule)
        return at(sameRow);
    const auto place = std::find(inForce.begin(), inForce.end(), rule);
    if (place == inForce.end())
        return nullptr;
    return at(static_cast<std::size_t>(std::distance(inForce.begin(), place)));
}

QVariant RulesModel::displayText(int row, int column) const {
    const rules::Rule& rule = m_rules.rules()[static_cast<std::size_t>(row)];
    switch (column) {
    case Action:
        return tr("exclude");
    case Field:
        return toQString(rules::describe(rule.field));
    case Match:
        return toQString(rules::describe(rule.match));
    case Value:
        return toQString(rule.value);
    case Note:
        return toQString(rule.note);
    case Hits:
    case Findings: {
        if (rule.enabled && m_rules.error(static_cast<std::size_t>(row)))
            return QStringLiteral("–");
        const snapshot::RuleHits* const hits = hitsOf(row);
        if (hits == nullptr)
            return m_snapshot ? QStringLiteral("…") : QString();
        return column == Hits ? toQString(snapshot::describeBriefly(*hits, rule.field))
                              : countText(hits->findings);
    }
    default:
        return {};
    }
}

QVariant RulesModel::editValue(int row, int column) const {
    const rules::Rule& rule = m_rules.rules()[static_cast<std::size_t>(row)];
    if (column == Field)
        return static_cast<int>(rule.field);
    if (column == Match)
        return static_cast<int>(rule.match);
    return displayText(row, column);
}

QString RulesModel::toolTip(int row, int column) const {
    const auto index = static_cast<std::size_t>(row);
    const auto& error = m_rules.error(index);
    if (error && column == Value) {
        return tr("%1 (at character %2). The rule does nothing until you correct it.")
            .arg(toQString(error->message), QString::number(error->column + 1));
    }
    if (column == Hits || column == Findings) {
        const snapshot::RuleHits* const hits = hitsOf(row);
        const QString help = headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString();
        return hits == nullptr ? help : hitsText(*hits, m_rules.rules()[index]) + u'\n' + help;
    }
    // The column of the note is narrow in a dock, so the tooltip shows the whole note.
    const rules::Rule& rule = m_rules.rules()[index];
    const QString what = toQString(rules::describe(rule));
    return rule.note.empty() ? what : what + QLatin1Char('\n') + toQString(rule.note);
}

QVariant RulesModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const int row = index.row();
    const auto place = static_cast<std::size_t>(row);
    const auto& error = m_rules.error(place);
    const bool marksError = error && index.column() == Value;
    switch (role) {
    case Qt::DisplayRole:
        return displayText(row, index.column());
    case Qt::EditRole:
        return editValue(row, index.column());
    case Qt::ToolTipRole:
        return toolTipOf(toolTip(row, index.column()));
    case Qt::CheckStateRole:
        if (index.column() != Enabled)
            return {};
        return m_rules.rules()[place].enabled ? Qt::Checked : Qt::Unchecked;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter |
                                   (index.column() == Findings ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::ForegroundRole:
        if (!m_rules.rules()[place].enabled && !marksError)
            return QGuiApplication::palette().color(QPalette::PlaceholderText);
        return {};
    case Qt::AccessibleTextRole:
        if (index.column() == Enabled)
            return m_rules.rules()[place].enabled ? tr("enabled") : tr("disabled");
        return displayText(row, index.column());
    case ErrorRole:
        return marksError ? toQString(error->message) : QString();
    case ErrorColumnRole:
        return marksError ? static_cast<int>(error->column) : -1;
    default:
        return {};
    }
}

bool RulesModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    auto rules = m_rules.rules();
    rules::Rule& rule = rules[static_cast<std::size_t>(index.row())];
    if (index.column() == Enabled && role == Qt::CheckStateRole) {
        const bool enable = value.toInt() == Qt::Checked;
        rule.enabled = enable;
        emitEdited(std::move(rules), enable ? tr("Enable Rule") : tr("Disable Rule"));
        return true;
    }
    if (role != Qt::EditRole || !assign(rule, index.column(), value))
        return false;
    const QString title = headerData(index.column(), Qt::Horizontal).toString();
    const bool isTyped = index.column() == Value || index.column() == Note;
    const QString mergeKey =
        isTyped ? QStringLiteral("%1/%2").arg(index.row()).arg(index.column()) : QString();
    emitEdited(std::move(rules), tr("Change %1").arg(title), mergeKey);
    return true;
}

Qt::ItemFlags RulesModel::flags(const QModelIndex& index) const {
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.column() == Enabled)
        flags |= Qt::ItemIsUserCheckable;
    if (index.column() == Field || index.column() == Match || index.column() == Value ||
        index.column() == Note)
        flags |= Qt::ItemIsEditable;
    return flags;
}

QVariant RulesModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical && role == Qt::DisplayRole)
        return section + 1;
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    struct Title {
        QString text;
        QString help;
    };
    const std::array<Title, ColumnCount> titles{{
        {tr("On"), tr("Only rules that are switched on act")},
        {tr("Action"), tr("Exclude: the rule hides what it matches from findings and tables")},
        {tr("Field"), tr("What the rule looks at: the queried name, its registered domain, the "
                         "client or the query type")},
        {tr("Match"), tr("How the value is compared. A value that starts with a dot matches the "
                         "end of a name, on whole labels")},
        {tr("Value"), tr("The text to compare with. Upper and lower case make no difference")},
        {tr("Note"), tr("Why the rule is there")},
        {tr("Hits"), tr("What the rule hides in the open capture now: names or clients that no "
                        "earlier rule matches, and queries in the chosen time range")},
        {tr("Findings"),
         tr("Findings that the rule hides right now. Show Excluded in the Table menu lists them")},
    }};
    const Title& title = titles[static_cast<std::size_t>(section)];
    if (role == Qt::DisplayRole)
        return title.text;
    if (role == Qt::ToolTipRole)
        return title.help;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter |
                                   (section == Findings ? Qt::AlignRight : Qt::AlignLeft));
    return {};
}

} // namespace beaconscope::models
