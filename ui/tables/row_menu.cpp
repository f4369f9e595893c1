// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tables/row_menu.h"

#include "ui/models/text.h"
#include "ui/tables/filter_field.h"

#include <QApplication>
#include <QClipboard>

#include <variant>

namespace beaconscope::ui {

namespace {

constexpr int kMaxMenuCharacters = 40;

QString shortened(const QString& text) {
    QString result = text;
    if (result.size() > kMaxMenuCharacters)
        result = result.left(kMaxMenuCharacters / 2) + QStringLiteral("…") +
                 result.right(kMaxMenuCharacters / 2);
    // In a menu, & marks the key of an entry, so a literal & must be doubled.
    return result.replace(QLatin1Char('&'), QLatin1String("&&"));
}

void addCopy(QMenu& menu, const QString& title, const QString& text) {
    if (text.isEmpty())
        return;
    QAction* const action = menu.addAction(title);
    QObject::connect(action, &QAction::triggered, action,
                     [text] { QApplication::clipboard()->setText(text); });
}

void addFilterActions(QMenu& menu, const models::SnapshotTableModel& model,
                      const QModelIndex& index, const RowMenuTargets& targets) {
    const auto columnIndex = static_cast<std::size_t>(index.column());
    const tables::Column& column = tables::columnsOf(model.kind())[columnIndex];
    const QString value = index.data(models::SnapshotTableModel::ExactTextRole).toString();
    if (value.isEmpty() || column.kind == tables::ColumnKind::Time)
        return;
    const QString term = exactTerm(models::toQString(column.id), value);
    const auto filterBy = targets.filterBy;
    QAction* const keep = menu.addAction(QMenu::tr("&Filter by “%1”").arg(shortened(term)));
    QObject::connect(keep, &QAction::triggered, keep, [filterBy, term] { filterBy(term); });
    QAction* const leaveOut = menu.addAction(QMenu::tr("Filter &out “%1”").arg(shortened(term)));
    QObject::connect(leaveOut, &QAction::triggered, leaveOut,
                     [filterBy, term] { filterBy(QLatin1Char('-') + term); });
    menu.addSeparator();
}

void addExclude(QMenu& menu, const QString& title, rules::Field field, const std::string& value,
                const RowMenuTargets& targets) {
    if (value.empty())
        return;
    rules::Rule rule;
    rule.field = field;
    rule.match = rules::Match::Is;
    rule.value = value;
    rule.note = QMenu::tr("Excluded from a table").toStdString();
    QAction* const action = menu.addAction(title.arg(shortened(models::toQString(value))));
    const auto exclude = targets.exclude;
    QObject::connect(action, &QAction::triggered, action, [exclude, rule] { exclude(rule); });
}

/// Adds the entry that marks a name as a known service. Only a finding that a known service can
/// explain gets it.
void addMarkAsKnown(QMenu& menu, const snapshot::Snapshot& snapshot,
                    const models::RowSubject& subject, const models::SubjectText& text,
                    const RowMenuTargets& targets) {
    const auto* const finding = std::get_if<snapshot::SelectedFinding>(&subject.selection);
    if (finding == nullptr ||
        snapshot.detection->key(finding->rank).kind != series::FindingKind::Beacon)
        return;
    const std::string& listed = text.name.empty() ? text.domain : text.name;
    if (!detect::KnownServices::canHold(listed))
        return;
    const QString name = models::toQString(listed);
    QAction* const action =
        menu.addAction(QMenu::tr("&Mark “%1” as Known Service…").arg(shortened(name)));
    const auto markAsKnown = targets.markAsKnown;
    QObject::connect(action, &QAction::triggered, action,
                     [markAsKnown, name] { markAsKnown(name); });
}

void addSortActions(QMenu& menu, const models::SnapshotTableModel& model, int column,
                    const RowMenuTargets& targets) {
    const QString title = model.headerData(column, Qt::Horizontal).toString();
    QMenu* const sortMenu = menu.addMenu(QMenu::tr("Sort b&y “%1”").arg(shortened(title)));
    const auto sortBy = targets.sortBy;
    QAction* const up = sortMenu->addAction(QMenu::tr("&Ascending"));
    QObject::connect(up, &QAction::triggered, up, [sortBy, column] { sortBy(column, false); });
    QAction* const down = sortMenu->addAction(QMenu::tr("&Descending"));
    QObject::connect(down, &QAction::triggered, down, [sortBy, column] { sortBy(column, true); });
}

} // namespace

void fillRowMenu(QMenu& menu, const models::SnapshotTableModel& model, const QModelIndex& index,
                 const RowMenuTargets& targets) {
    const tables::Table& table = *model.table();
    const models::RowSubject subject = models::subjectOf(table, model.tableRow(index.row()));
    const models::SubjectText text = models::textOf(table.snapshot(), subject);

    addFilterActions(menu, model, index, targets);
    addExclude(menu, QMenu::tr("E&xclude the Name “%1”"), rules::Field::Name, text.name, targets);
    addExclude(menu, QMenu::tr("Exclude the &Domain “%1”"), rules::Field::RegisteredDomain,
               text.domain, targets);
    addExclude(menu, QMenu::tr("Exclude the &Client %1"), rules::Field::Client, text.client,
               targets);
    addMarkAsKnown(menu, table.snapshot(), subject, text, targets);
    menu.addSeparator();
    if (model.kind() != tables::TableKind::Queries) {
        QAction* const show = menu.addAction(QMenu::tr("Show in &Queries"));
        const auto showInQueries = targets.showInQueries;
        const snapshot::SubjectKey key = snapshot::keyOf(table.snapshot(), subject.selection);
        QObject::connect(show, &QAction::triggered, show,
                         [showInQueries, key] { showInQueries({key}); });
        menu.addSeparator();
    }
    addCopy(menu, QMenu::tr("Copy the &Name"),
            models::toQString(text.name.empty() ? text.domain : text.name));
    addCopy(menu, QMenu::tr("Copy the Cl&ient"), models::toQString(text.client));
    addCopy(menu, QMenu::tr("Copy a &Wireshark Display Filter"),
            models::wiresharkFilter(table.snapshot(), subject));
    const auto copyRows = targets.copyRows;
    QAction* const copy = menu.addAction(
        QMenu::tr("Copy &Rows\t%1")
            .arg(QKeySequence(QKeySequence::Copy).toString(QKeySequence::NativeText)));
    QObject::connect(copy, &QAction::triggered, copy, [copyRows] { copyRows(); });
    const auto exportRows = targets.exportRows;
    QAction* const write = menu.addAction(QMenu::tr("&Export the Selected Rows as CSV…"));
    QObject::connect(write, &QAction::triggered, write, [exportRows] { exportRows(); });
    menu.addSeparator();
    addSortActions(menu, model, index.column(), targets);
}

} // namespace beaconscope::ui
