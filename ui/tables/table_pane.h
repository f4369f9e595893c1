// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/rules/rule.h"
#include "core/snapshot/selection.h"
#include "core/tables/cell_text.h"
#include "core/tables/row_order.h"
#include "ui/models/snapshot_table_model.h"

#include <QWidget>

#include <cstdint>
#include <memory>
#include <optional>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace beaconscope::session {
class InvestigationController;
class Settings;
} // namespace beaconscope::session

namespace beaconscope::ui {

class ColumnArrangement;
class FilterField;
class TableView;

/// One table with its filter field, its count of rows and its context menu. Asks the session for
/// the order of rows whenever the snapshot, the filter, the sort keys or the scope change, and goes
/// on showing what it has until the answer is there.
class TablePane : public QWidget {
    Q_OBJECT
public:
    /// `layoutName` keeps the columns of two panes of one kind apart.
    TablePane(tables::TableKind kind, const QString& layoutName,
              session::InvestigationController& controller, session::Settings& settings,
              QWidget* parent = nullptr);

    tables::TableKind kind() const { return m_kind; }
    TableView* view() const { return m_view; }
    FilterField* filterField() const { return m_filter; }
    const models::SnapshotTableModel& model() const { return *m_model; }
    QList<int> visibleColumns() const;
    /// The rows are those of an earlier capture, or of what had been read when they were last seen.
    bool isBehind() const;

    /// Null: no capture.
    void setSnapshot(std::shared_ptr<const snapshot::Snapshot> snapshot);
    void setCellStyle(const tables::CellStyle& style);
    void setShowExcluded(bool show);
    void setShowUnflagged(bool show);

    /// Queries only: just the events of `scope`. With a `label` the user sees it and can close it.
    void setScope(const snapshot::Selection& scope, const QString& label = {});

    /// Queries only: a snapshot and a scope that belong together, in one step.
    void showScoped(std::shared_ptr<const snapshot::Snapshot> snapshot,
                    const snapshot::Selection& scope);

    /// Selects the table's own first row as soon as rows are there: of findings, the strongest.
    void selectFirstWhenReady();
    void clearSelection();
    /// What the current row is about; nothing while the rows are still those of an earlier capture.
    std::optional<snapshot::Selection> currentSelection() const;
    bool hasSelectedRow() const;

    /// Puts a widget in front of the filter field.
    void addTool(QWidget* tool);
    void focusFilter();

signals:
    /// The user went to another row.
    void selected(const beaconscope::snapshot::Selection& selection);
    /// The rows have changed: the selected one may have other numbers, or another one is selected
    /// in the place of one that is gone.
    void refreshed(const beaconscope::snapshot::Selection& selection);
    /// The selected row is gone and there is no other. It, or else the first one, is selected again
    /// when there are rows.
    void selectionLost();
    void countChanged();
    void excludeRequested(const beaconscope::rules::Rule& rule);
    void knownServiceRequested(const QString& name);
    void showInQueriesRequested(const beaconscope::snapshot::Selection& selection,
                                const QString& label);
    void failed(const QString& message);
    /// Rows of the order shown; empty: all of them.
    void exportRequested(const QList<int>& rows);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    bool isOtherLoad() const;
    void build();
    void connectView();
    void requestOrder();
    tables::RowOrderRequest orderRequest() const;
    void takeOrder(const models::SnapshotTableModel::TablePtr& table,
                   const std::shared_ptr<const tables::RowOrder>& order);
    void keepOrMoveSelection(int rowBefore);
    void moveSelection(int rowBefore);
    void currentRowChanged();
    void updateTexts();
    void openRowMenu(const QPoint& position);
    void openHeaderMenu(const QPoint& position);
    void copyRows();
    void saveColumns();

    tables::TableKind m_kind;
    QString m_layoutName;
    session::InvestigationController& m_controller;
    session::Settings& m_settings;

    models::SnapshotTableModel* m_model;
    TableView* m_view;
    ColumnArrangement* m_columns = nullptr;
    FilterField* m_filter;
    QHBoxLayout* m_tools;
    QToolButton* m_scopeChip;
    QLabel* m_count;

    std::shared_ptr<const snapshot::Snapshot> m_snapshot; ///< newest, maybe not shown yet
    snapshot::Selection m_scope;
    bool m_showExcluded = false;
    bool m_showUnflagged = false;
    bool m_isOrdering = false;
    bool m_isStale = false; ///< a snapshot came while hidden or busy
    bool m_selectFirst = false;
    bool m_isWaitingForRow = false; ///< the table had no row to select
    bool m_isSwapping = false;
    std::optional<std::uint64_t> m_currentId; ///< stable id of the current row
    std::uint64_t m_selectedIn = 0;           ///< generation of the snapshot it was selected in
};

} // namespace beaconscope::ui
