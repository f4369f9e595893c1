// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/rules/rule.h"
#include "core/snapshot/subject_key.h"
#include "core/tables/cell_text.h"

#include <QTabWidget>

#include <memory>
#include <vector>

namespace beaconscope::session {
class InvestigationController;
class Settings;
} // namespace beaconscope::session

namespace beaconscope::ui {

class DomainsTab;
class TablePane;

/// The tables as tabs with their counts. Also knows which table the detail pane follows.
class TablesArea : public QTabWidget {
    Q_OBJECT
public:
    TablesArea(session::InvestigationController& controller, session::Settings& settings,
               QWidget* parent = nullptr);

    TablePane* findings() const { return m_findings; }
    TablePane* queries() const { return m_queries; }
    DomainsTab* domains() const { return m_domains; }
    TablePane* pane(tables::TableKind kind) const;
    TablePane* currentPane() const;

    /// Null means that no capture is open.
    void setSnapshot(const std::shared_ptr<const snapshot::Snapshot>& snapshot);
    void setCellStyle(const tables::CellStyle& style);
    void setShowExcluded(bool show);
    void setShowUnflagged(bool show);

    /// Shows the findings and selects the first one as soon as there is one. Also moves the
    /// keyboard focus there, unless the user is typing.
    void selectStrongest();
    /// Gives the keyboard focus to the rows of the current table.
    void focusRows() const;
    void showQueriesOf(const std::vector<snapshot::SubjectKey>& subjects);
    void showTab(int index);

signals:
    void selected(const beaconscope::snapshot::SubjectKey& subject);
    /// The selected row is gone, and no other row has taken its place.
    void selectionLost();
    /// The rows of the current table have changed, or another table has become the current one.
    void rowsChanged();
    void excludeRequested(const std::vector<beaconscope::rules::Rule>& rules);
    void knownServicesRequested(const QStringList& names);
    void failed(const QString& message);
    /// `rows` are numbers of rows that `pane` shows. Empty means all of them.
    void exportRequested(TablePane* pane, const QList<int>& rows);

private:
    void connectPane(TablePane* pane);
    /// Emits selected() for the selected row of `pane`. When the user returns to a table, its
    /// selection does not change and emits nothing, but the detail may now show a row of another
    /// table.
    void comeBackTo(TablePane* pane);
    void comeBackToCurrent();
    void updateTitles();

    TablePane* m_findings;
    DomainsTab* m_domains;
    TablePane* m_clients;
    TablePane* m_pairs;
    TablePane* m_queries;
    std::vector<TablePane*> m_panes;
    TablePane* m_owner = nullptr; ///< the table whose row the detail pane shows
};

} // namespace beaconscope::ui
