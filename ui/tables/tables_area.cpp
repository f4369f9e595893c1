// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tables/tables_area.h"

#include "ui/models/text.h"
#include "ui/tables/domains_tab.h"
#include "ui/tables/table_pane.h"
#include "ui/tables/table_view.h"

#include <QAbstractSpinBox>
#include <QLineEdit>
#include <QTabBar>

#include <algorithm>
#include <array>

namespace beaconscope::ui {

namespace {

QString layoutName(tables::TableKind kind) {
    return models::toQString(tables::identifier(kind));
}

/// Returns whether the widget takes keys as text.
bool isWrittenIn(const QWidget* widget) {
    const bool takesText = qobject_cast<const QLineEdit*>(widget) != nullptr ||
                           qobject_cast<const QAbstractSpinBox*>(widget) != nullptr;
    return takesText && widget->isVisible();
}

} // namespace

TablesArea::TablesArea(session::InvestigationController& controller, session::Settings& settings,
                       QWidget* parent)
    : QTabWidget(parent) {
    const auto make = [&](tables::TableKind kind) {
        return new TablePane(kind, layoutName(kind), controller, settings, this);
    };
    m_findings = make(tables::TableKind::Findings);
    m_domains = new DomainsTab(controller, settings, this);
    m_clients = make(tables::TableKind::Clients);
    m_pairs = make(tables::TableKind::Pairs);
    m_queries = make(tables::TableKind::Queries);
    m_panes = {m_findings, m_domains->names(), m_domains->registeredDomains(), m_clients,
               m_pairs,    m_queries};
    setDocumentMode(true);
    setAccessibleName(tr("Tables"));
    addTab(m_findings, {});
    addTab(m_domains, {});
    addTab(m_clients, {});
    addTab(m_pairs, {});
    addTab(m_queries, {});
    const std::array tips{
        tr("Series with suspicious timing, the strongest first"),
        tr("Every name or registered domain, over all clients"),
        tr("Every host that asked, and how varied its queries are"),
        tr("Who asked for what: every pair of client and name"),
        tr("Every single query with its response"),
    };
    for (int i = 0; i < count(); ++i) {
        setTabToolTip(i, tr("%1 (Ctrl+%2)").arg(tips[static_cast<std::size_t>(i)]).arg(i + 1));
    }
    for (TablePane* const pane : m_panes)
        connectPane(pane);
    connect(m_domains, &DomainsTab::currentPaneChanged, this, &TablesArea::updateTitles);
    connect(m_domains, &DomainsTab::currentPaneChanged, this, &TablesArea::comeBackToCurrent);
    connect(this, &QTabWidget::currentChanged, this, &TablesArea::comeBackToCurrent);
    connect(m_domains, &DomainsTab::currentPaneChanged, this, &TablesArea::rowsChanged);
    connect(this, &QTabWidget::currentChanged, this, &TablesArea::rowsChanged);
    updateTitles();
}

void TablesArea::connectPane(TablePane* pane) {
    connect(pane, &TablePane::selected, this, [this, pane](const snapshot::SubjectKey& subject) {
        m_owner = pane;
        emit selected(subject);
    });
    const auto comeBack = [this, pane] { comeBackTo(pane); };
    connect(pane->view(), &QAbstractItemView::clicked, this, comeBack);
    connect(pane->view(), &TableView::enterPressed, this, comeBack);
    connect(pane, &TablePane::refreshed, this, [this, pane](const snapshot::SubjectKey& subject) {
        if (m_owner == pane)
            emit selected(subject);
    });
    connect(pane, &TablePane::selectionLost, this, [this, pane] {
        if (m_owner == pane)
            emit selectionLost();
    });
    connect(pane, &TablePane::countChanged, this, &TablesArea::updateTitles);
    connect(pane, &TablePane::countChanged, this, &TablesArea::rowsChanged);
    connect(pane, &TablePane::excludeRequested, this, &TablesArea::excludeRequested);
    connect(pane, &TablePane::knownServicesRequested, this, &TablesArea::knownServicesRequested);
    connect(pane, &TablePane::failed, this, &TablesArea::failed);
    connect(pane, &TablePane::showInQueriesRequested, this, &TablesArea::showQueriesOf);
    connect(pane, &TablePane::exportRequested, this,
            [this, pane](const QList<int>& rows) { emit exportRequested(pane, rows); });
}

void TablesArea::comeBackTo(TablePane* pane) {
    const auto subject = pane->currentSubject();
    if (m_owner == pane || !subject)
        return;
    m_owner = pane;
    emit selected(*subject);
}

void TablesArea::comeBackToCurrent() {
    if (currentPane()->hasSelectedRow())
        comeBackTo(currentPane());
}

TablePane* TablesArea::pane(tables::TableKind kind) const {
    return m_panes[static_cast<std::size_t>(kind)];
}

TablePane* TablesArea::currentPane() const {
    QWidget* const page = currentWidget();
    return page == m_domains ? m_domains->currentPane() : qobject_cast<TablePane*>(page);
}

void TablesArea::setSnapshot(const std::shared_ptr<const snapshot::Snapshot>& snapshot) {
    if (!snapshot)
        m_owner = nullptr;
    // The visible table comes first, so that its rows are ready first.
    TablePane* const visible = currentPane();
    visible->setSnapshot(snapshot);
    for (TablePane* const pane : m_panes) {
        if (pane != visible)
            pane->setSnapshot(snapshot);
    }
}

void TablesArea::setCellStyle(const tables::CellStyle& style) {
    for (TablePane* const pane : m_panes)
        pane->setCellStyle(style);
}

void TablesArea::setShowExcluded(bool show) {
    for (TablePane* const pane : m_panes)
        pane->setShowExcluded(show);
}

void TablesArea::setShowUnflagged(bool show) {
    m_findings->setShowUnflagged(show);
}

void TablesArea::selectStrongest() {
    m_owner = m_findings;
    setCurrentWidget(m_findings);
    m_findings->selectFirstWhenReady();
    if (!isWrittenIn(window()->focusWidget()))
        focusRows();
}

void TablesArea::focusRows() const {
    if (TablePane* const pane = currentPane())
        pane->view()->setFocus();
}

void TablesArea::showQueriesOf(const std::vector<snapshot::SubjectKey>& subjects) {
    // The selection in the queries of another row has no meaning for these queries.
    m_queries->clearSelection();
    m_queries->setScope(subjects);
    setCurrentWidget(m_queries);
    m_queries->view()->setFocus();
}

void TablesArea::showTab(int index) {
    setCurrentIndex(index);
    focusRows();
}

void TablesArea::updateTitles() {
    const auto titled = [](const QString& title, const TablePane* pane) {
        const auto& order = pane->model().order();
        if (!order)
            return title;
        // In menus and tabs, & marks a key. No title has one. A response whose query was not
        // captured has a row, but it is no query.
        return QStringLiteral("%1 (%2)").arg(
            title, pane->isBehind() ? QStringLiteral("…")
                                    : models::countText(order->rows.size() - order->loneResponses));
    };
    setTabText(0, titled(tr("Findings"), m_findings));
    setTabText(1, titled(tr("Domains"), m_domains->currentPane()));
    setTabText(2, titled(tr("Clients"), m_clients));
    setTabText(3, titled(tr("Client → domain"), m_pairs));
    setTabText(4, titled(tr("Queries"), m_queries));
}

} // namespace beaconscope::ui
