// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/detail/detail_pane.h"

#include "ui/detail/detail_words.h"
#include "ui/detail/judgements_view.h"
#include "ui/models/text.h"
#include "ui/plots/interval_view.h"
#include "ui/plots/timeline_view.h"
#include "ui/session/investigation_controller.h"
#include "ui/session/settings.h"
#include "ui/tables/table_pane.h"

#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

namespace beaconscope::ui {

namespace {

const QString kSplitterName = QStringLiteral("detail");

} // namespace

DetailPane::DetailPane(session::InvestigationController& controller, session::Settings& settings,
                       QWidget* parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_pages(new QStackedWidget(this))
    , m_message(new QLabel(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_words(new DetailWords(this))
    , m_tabs(new QTabWidget(this))
    , m_timeline(new plots::TimelineView(this))
    , m_intervals(new plots::IntervalView(this))
    , m_evidence(new TablePane(tables::TableKind::Queries, QStringLiteral("evidence"), controller,
                               settings, this))
    , m_judgements(new JudgementsView(this)) {
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setMargin(24);
    m_message->setObjectName(QStringLiteral("detailMessage"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_timeline, tr("Timeline"));
    m_tabs->addTab(m_intervals, tr("Intervals"));
    m_tabs->addTab(m_evidence, tr("Evidence"));
    m_tabs->addTab(m_judgements, tr("Detectors"));
    m_tabs->setTabToolTip(
        0, tr("Queries over time. Drag over a part to analyse only this time range"));
    m_tabs->setTabToolTip(
        1, tr("How much time passed from one beat to the next, or from one query to the next"));
    m_tabs->setTabToolTip(2, tr("The queries of the selected row, with packet numbers"));
    m_tabs->setTabToolTip(3, tr("What every detector says of it, value against limit"));
    m_tabs->setAccessibleName(tr("Plots and evidence"));
    m_timeline->setAccessibleName(tr("Timeline of the selected row"));
    m_intervals->setAccessibleName(tr("Intervals of the selected row"));
    m_splitter->addWidget(m_words);
    m_splitter->addWidget(m_tabs);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({42 * fontMetrics().averageCharWidth(), 1000});
    m_splitter->restoreState(settings.splitterState(kSplitterName));
    m_pages->addWidget(m_message);
    m_pages->addWidget(m_splitter);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_pages);
}

void DetailPane::saveLayout() {
    m_settings.setSplitterState(kSplitterName, m_splitter->saveState());
}

void DetailPane::setBrushedRange(const std::optional<series::TimeRange>& range) {
    m_timeline->setBrushedRange(range);
}

void DetailPane::setCellStyle(const tables::CellStyle& style) {
    m_style = style;
    m_evidence->setCellStyle(style);
    showPlots();
}

void DetailPane::showMessage(const QString& message) {
    m_detail.reset();
    m_snapshot.reset();
    m_evidence->setSnapshot(nullptr);
    m_message->setText(message);
    m_pages->setCurrentWidget(m_message);
}

void DetailPane::showDetail(const std::shared_ptr<const snapshot::SelectionDetail>& detail,
                            const std::shared_ptr<const snapshot::Snapshot>& snapshot) {
    m_detail = detail;
    m_snapshot = snapshot;
    m_pages->setCurrentWidget(m_splitter);
    m_words->showDetail(*detail, *snapshot);
    showPlots();
    m_tabs->setTabText(2, tr("Evidence (%1)").arg(models::countText(detail->events.size())));
    m_judgements->setWaiting();
    m_evidence->showEvidence(snapshot, snapshot::keyOf(*snapshot, detail->selection));
}

void DetailPane::showPlots() {
    if (!m_detail)
        return;
    std::optional<series::TimeRange> capture;
    if (m_snapshot->capture.first && m_snapshot->capture.last)
        capture = {*m_snapshot->capture.first, *m_snapshot->capture.last};
    m_timeline->showDetail(m_detail, capture, m_style);
    m_intervals->showDetail(m_detail);
}

void DetailPane::setPresenting(bool presenting) {
    m_words->setVisible(!presenting);
}

} // namespace beaconscope::ui
