// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tables/table_pane.h"

#include "ui/models/row_subject.h"
#include "ui/models/text.h"
#include "ui/models/tsv.h"
#include "ui/session/investigation_controller.h"
#include "ui/session/settings.h"
#include "ui/tables/column_arrangement.h"
#include "ui/tables/filter_field.h"
#include "ui/tables/header_menu.h"
#include "ui/tables/row_menu.h"
#include "ui/tables/sort_header.h"
#include "ui/tables/table_texts.h"
#include "ui/tables/table_view.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QMenu>
#include <QScopedValueRollback>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace beaconscope::ui {

TablePane::TablePane(tables::TableKind kind, const QString& layoutName,
                     session::InvestigationController& controller, session::Settings& settings,
                     QWidget* parent)
    : QWidget(parent)
    , m_layoutName(layoutName)
    , m_controller(controller)
    , m_settings(settings)
    , m_model(new models::SnapshotTableModel(kind, this))
    , m_view(new TableView(this))
    , m_filter(new FilterField(kind, this))
    , m_tools(new QHBoxLayout)
    , m_scopeChip(new QToolButton(this))
    , m_count(new QLabel(this)) {
    m_wanted.table = kind;
    m_view->setModel(m_model);
    m_view->setObjectName(layoutName);
    m_view->setAccessibleName(tr("Table %1").arg(models::toQString(tables::title(kind))));
    m_columns = new ColumnArrangement(kind, m_view);
    m_columns->apply(settings.columnLayout(layoutName));
    build();
    connectView();
    updateTexts();
}

void TablePane::build() {
    m_scopeChip->setObjectName(QStringLiteral("scopeChip"));
    m_scopeChip->setAccessibleDescription(tr("Shows the queries of everything again"));
    m_scopeChip->hide();
    m_count->setObjectName(QStringLiteral("rowCount"));
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_tools->addWidget(m_scopeChip);
    m_tools->addWidget(m_filter, 1);
    m_tools->addWidget(m_count);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(m_tools);
    layout->addWidget(m_view, 1);
}

void TablePane::connectView() {
    connect(m_filter, &FilterField::filterChanged, this, &TablePane::requestOrder);
    connect(m_filter, &FilterField::leaveRequested, m_view, qOverload<>(&QWidget::setFocus));
    connect(m_view->sortHeader(), &SortHeader::keysChanged, this, &TablePane::requestOrder);
    connect(m_view, &TableView::filterRequested, this, &TablePane::focusFilter);
    connect(m_view, &TableView::copyRequested, this, &TablePane::copyRows);
    connect(m_view, &QWidget::customContextMenuRequested, this, &TablePane::openRowMenu);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &TablePane::currentRowChanged);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &TablePane::updateTexts);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &TablePane::currentRowChanged);
    m_view->sortHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_view->sortHeader(), &QWidget::customContextMenuRequested, this,
            &TablePane::openHeaderMenu);
    connect(m_columns, &ColumnArrangement::changed, this, &TablePane::saveColumns);
    connect(m_scopeChip, &QToolButton::clicked, this, [this] { setScope({}); });
}

QList<int> TablePane::visibleColumns() const {
    return m_columns->visibleColumns();
}

bool TablePane::isOtherLoad() const {
    return m_snapshot && m_model->table() && m_model->table()->snapshot().load != m_snapshot->load;
}

bool TablePane::isBehind() const {
    if (!m_snapshot || !m_model->table())
        return false;
    return isOtherLoad() || (isStale() && m_snapshot->isLoading && !isVisible());
}

void TablePane::setSnapshot(std::shared_ptr<const snapshot::Snapshot> snapshot) {
    const bool isNewLoad = !snapshot || !m_snapshot || snapshot->load != m_snapshot->load;
    const bool isReload =
        isNewLoad && snapshot && m_snapshot && snapshot->capture.paths == m_snapshot->capture.paths;
    m_snapshot = std::move(snapshot);
    if (isReload) {
        if (m_currentKey)
            m_wanted.sought = m_currentKey;
    } else if (isNewLoad) {
        forgetCurrentRow();
        if (!m_scopeChip->isHidden())
            setScope({});
    }
    if (!m_snapshot) {
        m_rows = Rows::Current; // an order that is under way is dropped with its capture
        m_model->setContent(nullptr, nullptr);
        updateTexts();
        emit countChanged();
        return;
    }
    // While a file is read, the order that is being computed is not replaced by that of the next
    // provisional snapshot: on a big table, no order would ever be ready.
    if (m_snapshot->isLoading && (isOrdering() || !isVisible()))
        m_rows = isOrdering() ? Rows::Overtaken : Rows::PutOff;
    else
        requestOrder();
    emit countChanged();
}

void TablePane::setCellStyle(const tables::CellStyle& style) {
    m_model->setCellStyle(style);
    m_columns->fitToContent();
}

void TablePane::setShowExcluded(bool show) {
    if (std::exchange(m_wanted.showExcluded, show) != show)
        requestOrder();
}

void TablePane::setShowUnflagged(bool show) {
    if (std::exchange(m_wanted.showUnflagged, show) != show)
        requestOrder();
}

void TablePane::setScope(std::vector<snapshot::SubjectKey> scope) {
    m_wanted.scope = std::move(scope);
    const QString label = scopeLabel(m_wanted.scope);
    // A name of 253 characters must not widen the window.
    const int widest = 64 * fontMetrics().averageCharWidth();
    // In a button, & marks a key, so a literal & must be doubled.
    m_scopeChip->setText(tr("Only %1  ✕")
                             .arg(fontMetrics().elidedText(label, Qt::ElideMiddle, widest))
                             .replace(QLatin1Char('&'), QLatin1String("&&")));
    m_scopeChip->setToolTip(
        models::toolTipOf(tr("Only the queries of %1.\nClick to show all again").arg(label)));
    m_scopeChip->setAccessibleName(tr("Only %1").arg(label));
    m_scopeChip->setVisible(!m_wanted.scope.empty());
    requestOrder();
}

void TablePane::showEvidence(std::shared_ptr<const snapshot::Snapshot> snapshot,
                             const snapshot::SubjectKey& subject) {
    m_wanted.scope = {subject};
    m_wanted.showExcluded = subject.finding.has_value();
    setSnapshot(std::move(snapshot));
}

void TablePane::selectFirstWhenReady() {
    m_next = NextRow::First;
    m_wanted.sought.reset();
}

bool TablePane::hasSelectedRow() const {
    const QModelIndex current = m_view->currentIndex();
    return current.isValid() && m_view->selectionModel()->isRowSelected(current.row());
}

void TablePane::forgetCurrentRow() {
    m_currentId.reset();
    m_currentKey.reset();
    m_wanted.sought.reset();
    if (m_next == NextRow::OnceThere)
        m_next = NextRow::Same;
}

void TablePane::clearSelection() {
    forgetCurrentRow();
    const QScopedValueRollback guard(m_isSwapping, true);
    m_view->selectionModel()->clear();
}

void TablePane::addTool(QWidget* tool) {
    m_tools->insertWidget(0, tool);
}

void TablePane::focusFilter() {
    m_filter->takeFocus();
}

void TablePane::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) // the view gets its font after this pane
        QTimer::singleShot(0, m_columns, &ColumnArrangement::fitToContent);
}

void TablePane::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_rows == Rows::PutOff)
        requestOrder();
    else
        m_columns->fitToContent();
}

tables::RowOrderRequest TablePane::orderRequest() const {
    tables::RowOrderRequest request = m_wanted;
    request.sort = m_view->sortHeader()->keys();
    request.filter = m_filter->filter();
    return request;
}

void TablePane::requestOrder() {
    if (!m_snapshot)
        return;
    m_rows = Rows::Ordered;
    const models::SnapshotTableModel::TablePtr table = tables::makeTable(kind(), m_snapshot);
    m_controller.orders().request(
        this, m_snapshot, orderRequest(),
        [this, table](const std::shared_ptr<const tables::RowOrder>& order) {
            takeOrder(table, order);
        });
}

void TablePane::takeOrder(const models::SnapshotTableModel::TablePtr& table,
                          const std::shared_ptr<const tables::RowOrder>& order) {
    m_rows = isStale() ? Rows::PutOff : Rows::Current;
    if (!m_snapshot)
        return; // closed in the meantime
    if (order) {
        const bool isFirst = m_model->rowCount() == 0;
        const int rowBefore = m_view->currentIndex().row();
        {
            const QScopedValueRollback guard(m_isSwapping, true);
            m_model->setContent(table, order);
        }
        if (isFirst)
            m_columns->fitToContent();
        updateTexts();
        emit countChanged();
        keepOrMoveSelection(rowBefore);
        m_columns->growToNumbers();
    }
    if (isStale())
        requestOrder();
}

void TablePane::keepOrMoveSelection(int rowBefore) {
    const models::SnapshotTableModel::TablePtr& table = m_model->table();
    if (m_next == NextRow::First && !table->snapshot().isLoading) {
        m_next = NextRow::OnceThere;
        m_currentId.reset();
        m_columns->fitToContent();
    }
    if (m_wanted.sought && seekRow())
        return;
    if (!m_currentId && m_next != NextRow::OnceThere)
        return;
    if (m_model->rowCount() == 0) {
        if (m_next == NextRow::Same)
            m_next = NextRow::OnceThere;
        emit selectionLost();
        return;
    }
    const QModelIndex current = m_view->currentIndex();
    const bool isKept = m_currentId && current.isValid() &&
                        table->stableId(m_model->tableRow(current.row())) == *m_currentId;
    if (!isKept)
        moveSelection(rowBefore);
    if (m_next == NextRow::OnceThere)
        m_next = NextRow::Same;
    if (const auto subject = currentSubject())
        emit refreshed(*subject);
}

/// After a load of the same files: makes the row current that was current before. Returns false
/// when it is gone for good.
bool TablePane::seekRow() {
    const bool isLoading = m_model->table()->snapshot().isLoading;
    const auto row = m_model->order()->sought ? m_model->shownRow(*m_model->order()->sought)
                                              : std::optional<int>();
    if (!row && !isLoading) {
        m_wanted.sought.reset();
        m_currentId.reset();
        m_next = NextRow::OnceThere;
        return false;
    }
    if (!isLoading)
        m_wanted.sought.reset();
    if (row) {
        goToRow(*row);
        if (const auto subject = currentSubject())
            emit refreshed(*subject);
    }
    return true;
}

void TablePane::moveSelection(int rowBefore) {
    int row = std::clamp(rowBefore, 0, m_model->rowCount() - 1);
    if (m_next == NextRow::OnceThere) {
        const int first = m_model->shownRow(0).value_or(0);
        row = m_currentId ? m_model->rowWithStableId(*m_currentId).value_or(first) : first;
    }
    clearSelection();
    goToRow(row);
}

/// Makes a row current without saying so.
void TablePane::goToRow(int row) {
    const QScopedValueRollback guard(m_isSwapping, true);
    m_view->goToRow(row);
    m_currentId = m_model->table()->stableId(m_model->tableRow(row));
    m_currentKey = models::keyOf(*m_model->table(), m_model->tableRow(row));
}

std::optional<snapshot::SubjectKey> TablePane::currentSubject() const {
    const int row = m_view->currentIndex().row();
    if (row < 0 || isOtherLoad())
        return std::nullopt;
    return models::keyOf(*m_model->table(), m_model->tableRow(row));
}

void TablePane::currentRowChanged() {
    if (m_isSwapping)
        return;
    const QModelIndex current = m_view->currentIndex();
    if (!current.isValid() || !m_model->table())
        return;
    // A view that gets the focus makes its first cell current without selecting it.
    if (!m_view->selectionModel()->isRowSelected(current.row()))
        return;
    const std::size_t row = m_model->tableRow(current.row());
    const std::uint64_t id = m_model->table()->stableId(row);
    const std::uint64_t generation = m_model->table()->snapshot().generation;
    const bool isSameSnapshot = std::exchange(m_selectedIn, generation) == generation;
    if (std::exchange(m_currentId, id) == id && isSameSnapshot)
        return; // two signals report the same selection
    m_wanted.sought.reset();
    m_currentKey = models::keyOf(*m_model->table(), row);
    emit selected(*m_currentKey);
}

void TablePane::updateTexts() {
    const models::SnapshotTableModel::OrderPtr& order = m_model->order();
    m_view->setEmptyText(
        order && !order->rows.empty()
            ? QString()
            : reasonWhyEmpty(kind(), m_snapshot.get(), order.get(), !m_wanted.scope.empty()));
    if (!order) {
        m_count->clear();
        return;
    }
    // Uses ranges instead of rows: "select all" on a million rows is a single range.
    int selectedRows = 0;
    for (const QItemSelectionRange& range : m_view->selectionModel()->selection())
        selectedRows += range.height();
    m_count->setText(rowCountText(*order, selectedRows));
}

void TablePane::openRowMenu(const QPoint& position) {
    QModelIndex index = m_view->indexAt(position);
    if (!index.isValid())
        index = m_view->currentIndex();
    if (!index.isValid() || !m_model->table())
        return;
    RowMenuTargets targets;
    targets.filterBy = [this](const QString& term) { m_filter->addTerm(term); };
    targets.exclude = [this](const std::vector<rules::Rule>& rules) {
        emit excludeRequested(rules);
    };
    targets.markAsKnown = [this](const QStringList& names) { emit knownServicesRequested(names); };
    targets.showInQueries = [this](const std::vector<snapshot::SubjectKey>& subjects) {
        emit showInQueriesRequested(subjects);
    };
    targets.sortBy = [this](int column, bool descending) {
        m_view->sortHeader()->setKeys({{static_cast<std::size_t>(column), descending}});
    };
    targets.copyRows = [this] { copyRows(); };
    targets.exportRows = [this] { emit exportRequested(m_view->selectedRowNumbers()); };
    auto* const menu = new QMenu(m_view);
    menu->setObjectName(QStringLiteral("rowMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QList<int> rows = m_view->selectedRowNumbers();
    if (!rows.contains(index.row()))
        rows = {index.row()};
    std::sort(rows.begin(), rows.end());
    fillRowMenu(*menu, *m_model, rows, index, targets);
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

void TablePane::openHeaderMenu(const QPoint& position) {
    auto* const menu = new QMenu(m_view);
    menu->setObjectName(QStringLiteral("headerMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    SortHeader& header = *m_view->sortHeader();
    fillHeaderMenu(*menu, header, *m_columns, header.logicalIndexAt(position));
    menu->popup(header.viewport()->mapToGlobal(position));
}

void TablePane::copyRows() {
    constexpr qsizetype kMaxCopiedRows = 100'000; // writing them takes about a second, here
    if (m_model->rowCount() == 0)
        return;
    const QList<int> rows = m_view->selectedRowNumbers();
    if (rows.size() > kMaxCopiedRows) {
        emit failed(tr("%1 rows are too many to copy, %2 are the most. Export them to a file.")
                        .arg(models::countText(static_cast<qulonglong>(rows.size())),
                             models::countText(kMaxCopiedRows)));
        return;
    }
    QApplication::clipboard()->setText(models::toTsv(*m_model, rows, m_columns->visibleColumns()));
}

void TablePane::saveColumns() {
    m_settings.setColumnLayout(m_layoutName, m_columns->isUsersOwn() ? m_columns->layout()
                                                                     : session::ColumnLayout());
}

} // namespace beaconscope::ui
