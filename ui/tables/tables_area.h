// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/rules/rule.h"
#include "core/snapshot/selection.h"
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

/// The tables as tabs with their counts, and which of them the detail pane is about.
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
    const std::vector<TablePane*>& panes() const { return m_panes; }

    /// Null: no capture.
    void setSnapshot(const std::shared_ptr<const snapshot::Snapshot>& snapshot);
    void setCellStyle(const tables::CellStyle& style);
    void setShowExcluded(bool show);
    void setShowUnflagged(bool show);

    /// Goes to the findings and to the first of them, when they are there. Takes the keyboard
    /// along, unless the user is writing something.
    void selectStrongest();
    /// Gives the keyboard to the rows of the current table.
    void focusRows() const;
    void showQueriesOf(const snapshot::Selection& selection, const QString& label);
    void showTab(int index);

signals:
    void selected(const beaconscope::snapshot::Selection& selection);
    /// The last selected row has nothing in its place any more.
    void selectionLost();
    /// There are other rows in the current table, or another table is the current one.
    void rowsChanged();
    void excludeRequested(const beaconscope::rules::Rule& rule);
    void knownServiceRequested(const QString& name);
    void failed(const QString& message);
    /// `rows` of what `pane` shows; empty: all.
    void exportRequested(TablePane* pane, const QList<int>& rows);

private:
    void connectPane(TablePane* pane);
    /// A row that is selected already says nothing when the user returns to it, but the detail may
    /// by now be about a row of another table.
    void comeBackTo(TablePane* pane);
    void comeBackToCurrent();
    void updateTitles();

    TablePane* m_findings;
    DomainsTab* m_domains;
    TablePane* m_clients;
    TablePane* m_pairs;
    TablePane* m_queries;
    std::vector<TablePane*> m_panes;
    TablePane* m_owner = nullptr; ///< whose row the detail pane shows
};

} // namespace beaconscope::ui
