// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/detail/judgements_view.h"

#include "ui/models/judgements_model.h"
#include "ui/models/tsv.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

namespace beaconscope::ui {

namespace {

void setUp(QTableView* table) {
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setAlternatingRowColors(true);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setStretchLastSection(true);
    table->setAccessibleName(JudgementsView::tr("What every detector says of the selected series"));
}

} // namespace

JudgementsView::JudgementsView(QWidget* parent)
    : QWidget(parent)
    , m_model(new models::JudgementsModel(this))
    , m_table(new QTableView(this))
    , m_explanation(new QLabel(this)) {
    setUp(m_table);
    m_table->setModel(m_model);
    m_explanation->setTextFormat(Qt::PlainText);
    m_explanation->setWordWrap(true);
    m_explanation->setMargin(fontMetrics().averageCharWidth());
    m_explanation->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_explanation->setTextInteractionFlags(Qt::TextSelectableByMouse |
                                           Qt::TextSelectableByKeyboard);
    m_explanation->setAccessibleName(tr("Reasons of the chosen detector"));
    auto* const area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidget(m_explanation);

    auto* const splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(m_table);
    splitter->addWidget(area);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({680, 320}); // shares: the sizes are scaled to what there is
    splitter->setChildrenCollapsible(false);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(splitter);

    auto* const copy = new QAction(tr("Copy"), m_table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(copy);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(copy, &QAction::triggered, this, &JudgementsView::copyRows);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &JudgementsView::explainCurrent);
    fit();
}

void JudgementsView::setJudgements(std::vector<snapshot::DetectorJudgement> judgements) {
    m_model->setJudgements(std::move(judgements));
    if (!m_table->currentIndex().isValid() && m_model->rowCount() > 0)
        m_table->selectRow(0);
    explainCurrent();
}

void JudgementsView::setWaiting() {
    m_model->setWaiting();
    explainCurrent();
}

QString JudgementsView::explanation() const {
    return m_explanation->text();
}

void JudgementsView::explainCurrent() {
    const QModelIndex current = m_table->currentIndex();
    m_explanation->setText(current.isValid()
                               ? m_model->explanation(current.row())
                               : tr("No detector judged a series of this selection, so there is "
                                    "nothing to compare."));
}

void JudgementsView::copyRows() const {
    QList<int> rows;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
        rows.append(index.row());
    QList<int> columns;
    for (int column = 0; column < m_model->columnCount(); ++column)
        columns.append(column);
    QGuiApplication::clipboard()->setText(models::toTsv(*m_model, rows, columns));
}

void JudgementsView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fit();
}

void JudgementsView::fit() {
    m_table->verticalHeader()->setMinimumSectionSize(1);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() +
                                                     fontMetrics().height() / 2);
}

} // namespace beaconscope::ui
