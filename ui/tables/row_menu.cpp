// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tables/row_menu.h"

#include "ui/models/row_subject.h"
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

/// Returns `one`, with the value where it has a place for it, or `many` with the number of values.
QString titleFor(const QStringList& values, const QString& one, const QString& many) {
    if (values.size() > 1)
        return many.arg(models::countText(static_cast<qulonglong>(values.size())));
    return one.contains(QLatin1String("%1")) ? one.arg(shortened(values.first())) : one;
}

/// What the chosen rows are about. Each list has every value once.
struct Chosen {
    std::vector<snapshot::SubjectKey> keys;
    QStringList names;
    QStringList domains;
    QStringList clients;
    QStringList namesOrDomains; ///< the domain of a row that has no name
    QStringList services;       ///< what a known service could explain
    QStringList wireshark;      ///< display filters
};

void addOnce(QStringList& list, const QString& value) {
    if (!value.isEmpty() && !list.contains(value))
        list.append(value);
}

/// Only a finding of a rhythm can be explained by a known service.
bool canBeService(const snapshot::Snapshot& snapshot, const snapshot::Selection& selection,
                  const std::string& name) {
    const auto* const finding = std::get_if<snapshot::SelectedFinding>(&selection);
    return finding != nullptr &&
           snapshot.detection->key(finding->rank).kind == series::FindingKind::Beacon &&
           detect::KnownServices::canHold(name);
}

Chosen chosenRows(const models::SnapshotTableModel& model, const QList<int>& rows) {
    const tables::Table& table = *model.table();
    const snapshot::Snapshot& snapshot = table.snapshot();
    Chosen chosen;
    for (const int row : rows) {
        const models::RowSubject subject = models::subjectOf(table, model.tableRow(row));
        const models::SubjectText text = models::textOf(snapshot, subject);
        const std::string& what = text.name.empty() ? text.domain : text.name;
        chosen.keys.push_back(snapshot::keyOf(snapshot, subject.selection));
        addOnce(chosen.names, models::toQString(text.name));
        addOnce(chosen.domains, models::toQString(text.domain));
        addOnce(chosen.clients, models::toQString(text.client));
        addOnce(chosen.namesOrDomains, models::toQString(what));
        if (canBeService(snapshot, subject.selection, what))
            addOnce(chosen.services, models::toQString(what));
        addOnce(chosen.wireshark, models::wiresharkFilter(snapshot, subject));
    }
    return chosen;
}

void addEntry(QMenu& menu, const QString& title, const std::function<void()>& call) {
    QAction* const action = menu.addAction(title);
    QObject::connect(action, &QAction::triggered, action, [call] { call(); });
}

void addCopy(QMenu& menu, const QStringList& values, const QString& one, const QString& many,
             const QString& separator = QStringLiteral("\n")) {
    if (values.isEmpty())
        return;
    addEntry(menu, titleFor(values, one, many),
             [text = values.join(separator)] { QApplication::clipboard()->setText(text); });
}

void addFilterActions(QMenu& menu, const models::SnapshotTableModel& model, const QList<int>& rows,
                      int columnIndex, const RowMenuTargets& targets) {
    const tables::Column& column =
        tables::columnsOf(model.kind())[static_cast<std::size_t>(columnIndex)];
    if (column.kind == tables::ColumnKind::Time)
        return;
    QStringList terms;
    for (const int row : rows) {
        const QString value = model.index(row, columnIndex)
                                  .data(models::SnapshotTableModel::ExactTextRole)
                                  .toString();
        if (!value.isEmpty())
            addOnce(terms, exactTerm(models::toQString(column.id), value));
    }
    if (terms.isEmpty())
        return;
    const QString title = shortened(model.headerData(columnIndex, Qt::Horizontal).toString());
    const auto filterBy = targets.filterBy;
    addEntry(menu,
             titleFor(terms, QMenu::tr("&Filter by “%1”"),
                      QMenu::tr("&Filter by %2 Values of “%1”").arg(title)),
             [filterBy, text = terms.join(QStringLiteral(" OR "))] { filterBy(text); });
    addEntry(
        menu,
        titleFor(terms, QMenu::tr("Filter &out “%1”"),
                 QMenu::tr("Filter &out %2 Values of “%1”").arg(title)),
        [filterBy, text = terms.join(QStringLiteral(" -"))] { filterBy(QLatin1Char('-') + text); });
    menu.addSeparator();
}

void addExclude(QMenu& menu, const QStringList& values, const QString& one, const QString& many,
                rules::Field field, const RowMenuTargets& targets) {
    if (values.isEmpty())
        return;
    std::vector<rules::Rule> rules;
    for (const QString& value : values) {
        rules::Rule rule;
        rule.field = field;
        rule.match = rules::Match::Is;
        rule.value = value.toStdString();
        rule.note = QMenu::tr("Excluded from a table").toStdString();
        rules.push_back(std::move(rule));
    }
    addEntry(menu, titleFor(values, one, many),
             [exclude = targets.exclude, rules] { exclude(rules); });
}

void addExcludes(QMenu& menu, const Chosen& chosen, const RowMenuTargets& targets) {
    addExclude(menu, chosen.names, QMenu::tr("E&xclude the Name “%1”"),
               QMenu::tr("E&xclude %1 Names"), rules::Field::Name, targets);
    addExclude(menu, chosen.domains, QMenu::tr("Exclude the &Domain “%1”"),
               QMenu::tr("Exclude %1 &Domains"), rules::Field::RegisteredDomain, targets);
    addExclude(menu, chosen.clients, QMenu::tr("Exclude the &Client %1"),
               QMenu::tr("Exclude %1 &Clients"), rules::Field::Client, targets);
}

void addMarkAsKnown(QMenu& menu, const QStringList& names, const RowMenuTargets& targets) {
    if (names.isEmpty())
        return;
    addEntry(menu,
             titleFor(names, QMenu::tr("&Mark “%1” as Known Service…"),
                      QMenu::tr("&Mark %1 Names as Known Services…")),
             [markAsKnown = targets.markAsKnown, names] { markAsKnown(names); });
}

void addCopies(QMenu& menu, const Chosen& chosen) {
    addCopy(menu, chosen.namesOrDomains, QMenu::tr("Copy the &Name"), QMenu::tr("Copy %1 &Names"));
    addCopy(menu, chosen.clients, QMenu::tr("Copy the Cl&ient"), QMenu::tr("Copy %1 Cl&ients"));
    QStringList filters = chosen.wireshark;
    if (filters.size() > 1) {
        for (QString& filter : filters)
            filter = QLatin1Char('(') + filter + QLatin1Char(')');
    }
    addCopy(menu, filters, QMenu::tr("Copy a &Wireshark Display Filter"),
            QMenu::tr("Copy a &Wireshark Display Filter for %1 Rows"), QStringLiteral(" || "));
}

void addSortActions(QMenu& menu, const models::SnapshotTableModel& model, int column,
                    const RowMenuTargets& targets) {
    const QString title = model.headerData(column, Qt::Horizontal).toString();
    QMenu* const sortMenu = menu.addMenu(QMenu::tr("Sort b&y “%1”").arg(shortened(title)));
    const auto sortBy = targets.sortBy;
    addEntry(*sortMenu, QMenu::tr("&Ascending"), [sortBy, column] { sortBy(column, false); });
    addEntry(*sortMenu, QMenu::tr("&Descending"), [sortBy, column] { sortBy(column, true); });
}

/// Adds the actions that look at each row.
void addRowActions(QMenu& menu, const models::SnapshotTableModel& model, const QList<int>& rows,
                   int column, const RowMenuTargets& targets) {
    const Chosen chosen = chosenRows(model, rows);
    addFilterActions(menu, model, rows, column, targets);
    addExcludes(menu, chosen, targets);
    addMarkAsKnown(menu, chosen.services, targets);
    menu.addSeparator();
    if (model.kind() != tables::TableKind::Queries) {
        addEntry(menu, QMenu::tr("Show in &Queries"),
                 [show = targets.showInQueries, keys = chosen.keys] { show(keys); });
        menu.addSeparator();
    }
    addCopies(menu, chosen);
}

} // namespace

void fillRowMenu(QMenu& menu, const models::SnapshotTableModel& model, const QList<int>& rows,
                 const QModelIndex& index, const RowMenuTargets& targets) {
    if (rows.size() <= kMaxMenuRows) {
        addRowActions(menu, model, rows, index.column(), targets);
    } else {
        menu.addAction(
                QMenu::tr("More is offered for up to %1 rows").arg(models::countText(kMaxMenuRows)))
            ->setEnabled(false);
        menu.addSeparator();
    }
    addEntry(menu,
             QMenu::tr("Copy &Rows\t%1")
                 .arg(QKeySequence(QKeySequence::Copy).toString(QKeySequence::NativeText)),
             targets.copyRows);
    addEntry(menu, QMenu::tr("&Export the Selected Rows as CSV…"), targets.exportRows);
    menu.addSeparator();
    addSortActions(menu, model, index.column(), targets);
}

} // namespace beaconscope::ui
