// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/rules/rule.h"
#include "core/snapshot/subject_key.h"
#include "core/tables/cell_text.h"
#include "core/tables/row_order.h"
#include "ui/models/snapshot_table_model.h"

#include <QWidget>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

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

/// One table with its filter field, its count of rows and its context menu. When the snapshot, the
/// filter, the sort keys or the scope change, it asks the session for a new order of rows. Until
/// the answer comes, it shows the rows that it has.
class TablePane : public QWidget {
    Q_OBJECT
public:
    /// `layoutName` keeps the columns of two panes of one kind apart.
    TablePane(tables::TableKind kind, const QString& layoutName,
              session::InvestigationController& controller, session::Settings& settings,
              QWidget* parent = nullptr);

    tables::TableKind kind() const { return m_wanted.table; }
    TableView* view() const { return m_view; }
    FilterField* filterField() const { return m_filter; }
    const models::SnapshotTableModel& model() const { return *m_model; }
    QList<int> visibleColumns() const;
    /// Returns true while the pane still shows rows of an earlier snapshot: of another capture, or
    /// of an earlier state of this load.
    bool isBehind() const;

    /// Null means that no capture is open.
    void setSnapshot(std::shared_ptr<const snapshot::Snapshot> snapshot);
    void setCellStyle(const tables::CellStyle& style);
    void setShowExcluded(bool show);
    void setShowUnflagged(bool show);

    /// Only for the table of queries: shows only the queries of these rows of other tables. A chip
    /// names them and removes the scope. Empty: all queries.
    void setScope(std::vector<snapshot::SubjectKey> scope);

    /// Only for the table of queries: shows the queries of one row of another table. Those of a
    /// finding are shown whole, whatever rules hide.
    void showEvidence(std::shared_ptr<const snapshot::Snapshot> snapshot,
                      const snapshot::SubjectKey& subject);

    /// Selects the first row as soon as there are rows. Among the findings, this is the strongest.
    void selectFirstWhenReady();
    void clearSelection();
    /// Returns what the current row is about. Empty while the rows still belong to an earlier
    /// capture.
    std::optional<snapshot::SubjectKey> currentSubject() const;
    bool hasSelectedRow() const;

    /// Puts a widget in front of the filter field.
    void addTool(QWidget* tool);
    void focusFilter();

signals:
    /// The user went to another row.
    void selected(const beaconscope::snapshot::SubjectKey& subject);
    /// The rows have changed. The selected row may have other numbers now; if it is gone, another
    /// row in its place is selected.
    void refreshed(const beaconscope::snapshot::SubjectKey& subject);
    /// The selected row is gone, and there is no other row. As soon as there are rows again, the
    /// same row is selected, or else the first one.
    void selectionLost();
    void countChanged();
    void excludeRequested(const std::vector<beaconscope::rules::Rule>& rules);
    void knownServicesRequested(const QStringList& names);
    void showInQueriesRequested(const std::vector<beaconscope::snapshot::SubjectKey>& subjects);
    void failed(const QString& message);
    /// `rows` are numbers of shown rows. Empty means all of them.
    void exportRequested(const QList<int>& rows);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    bool isOtherLoad() const;
    bool isStale() const { return m_rows == Rows::Overtaken || m_rows == Rows::PutOff; }
    bool isOrdering() const { return m_rows == Rows::Ordered || m_rows == Rows::Overtaken; }
    void build();
    void connectView();
    void requestOrder();
    tables::RowOrderRequest orderRequest() const;
    void takeOrder(const models::SnapshotTableModel::TablePtr& table,
                   const std::shared_ptr<const tables::RowOrder>& order);
    void keepOrMoveSelection(int rowBefore);
    void moveSelection(int rowBefore);
    bool seekRow();
    void goToRow(int row);
    void forgetCurrentRow();
    void currentRowChanged();
    void updateTexts();
    void openRowMenu(const QPoint& position);
    void openHeaderMenu(const QPoint& position);
    void copyRows();
    void saveColumns();

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

    /// How the rows shown stand to the newest snapshot and to what is wanted of it.
    enum class Rows : std::uint8_t {
        Current,
        Ordered,   ///< asked for, and under way
        Overtaken, ///< under way, but a newer snapshot has come since
        PutOff,    ///< a newer snapshot came while the pane was hidden: they are asked for later
    };
    /// What becomes current when other rows come.
    enum class NextRow : std::uint8_t {
        Same,      ///< the one that is; the row in its place when it is gone
        OnceThere, ///< the table had none: the one that was, or else the first
        First,     ///< the table's own first one as soon as the capture has been read
    };

    std::shared_ptr<const snapshot::Snapshot> m_snapshot; ///< newest, maybe not shown yet
    /// Without sort keys and filter, which their widgets hold. After a load of the same files, with
    /// the row that was current before it, until that row is there or is known to be gone.
    tables::RowOrderRequest m_wanted;
    Rows m_rows = Rows::Current;
    NextRow m_next = NextRow::Same;
    std::optional<std::uint64_t> m_currentId;         ///< stable id of the current row, in one load
    std::optional<snapshot::SubjectKey> m_currentKey; ///< the same for every load
    std::uint64_t m_selectedIn = 0; ///< generation of the snapshot it was selected in
    bool m_isSwapping = false;      ///< the current row is moved, not by the user
};

} // namespace beaconscope::ui
