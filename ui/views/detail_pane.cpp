#include "ui/views/detail_pane.h"

#include "ui/models/text.h"
#include "ui/plots/interval_view.h"
#include "ui/plots/timeline_view.h"
#include "ui/session/investigation_controller.h"
#include "ui/session/settings.h"
#include "ui/views/opinions_view.h"
#include "ui/views/table_pane.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLayoutItem>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

namespace beaconscope::views {

namespace {

const QString kSplitterName = QStringLiteral("detail");

QString number(double value) {
    return QString::number(value, 'g', 3);
}

/// Below a thousandth the digits would say more than was measured.
QString percentage(double share) {
    if (share > 0 && share < 0.001)
        return DetailPane::tr("under 0.1 %");
    return QString::number(share * 100, 'f', share < 0.1 ? 1 : 0) + QStringLiteral(" %");
}

/// The detector's numbers in a line: what a colleague asks first.
QString factsOf(const engine::SelectionDetail& detail, const engine::Snapshot& snapshot) {
    QStringList facts;
    if (detail.periodSeconds) {
        facts.append(DetailPane::tr("Period %1")
                         .arg(models::toQString(toHumanDuration(*detail.periodSeconds))));
    }
    if (detail.finding) {
        const analysis::Judgement& judgement = detail.finding->judgement;
        if (judgement.jitter)
            facts.append(DetailPane::tr("Jitter ±%1").arg(percentage(*judgement.jitter)));
        if (judgement.missedRate)
            facts.append(DetailPane::tr("Missed %1").arg(percentage(*judgement.missedRate)));
        const QString title =
            models::toQString(snapshot.settings.detection.detector->info().scoreTitle);
        facts.append(QStringLiteral("%1 %2").arg(title, number(judgement.score)));
    }
    if (detail.ttlSeconds)
        facts.append(
            DetailPane::tr("TTL %1").arg(models::toQString(toHumanDuration(*detail.ttlSeconds))));
    return facts.join(QStringLiteral("  ·  "));
}

QLabel* makeTextLabel(QWidget* parent) {
    auto* const label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

DetailPane::DetailPane(session::InvestigationController& controller, session::Settings& settings,
                       QWidget* parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_pages(new QStackedWidget(this))
    , m_message(makeTextLabel(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_words(makeWords())
    , m_tabs(new QTabWidget(this))
    , m_timeline(new plots::TimelineView(this))
    , m_intervals(new plots::IntervalView(this))
    , m_evidence(new TablePane(tables::TableKind::Queries, QStringLiteral("evidence"), controller,
                               settings, this))
    , m_opinions(new OpinionsView(this)) {
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setMargin(24);
    m_message->setObjectName(QStringLiteral("detailMessage"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_timeline, tr("Timeline"));
    m_tabs->addTab(m_intervals, tr("Intervals"));
    m_tabs->addTab(m_evidence, tr("Evidence"));
    m_tabs->addTab(m_opinions, tr("Detectors"));
    m_tabs->setTabToolTip(0, tr("Queries over time. Brush a range to look only at that"));
    m_tabs->setTabToolTip(1, tr("How long it took from one query to the next"));
    m_tabs->setTabToolTip(2, tr("The queries behind it, with packet numbers"));
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

QWidget* DetailPane::makeWords() {
    auto* const area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setAccessibleName(tr("Why, in words"));
    auto* const content = new QWidget(area);
    m_title = makeTextLabel(content);
    m_title->setObjectName(QStringLiteral("detailTitle"));
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_subtitle = makeTextLabel(content);
    m_subtitle->setForegroundRole(QPalette::PlaceholderText);
    m_facts = makeTextLabel(content);
    QFont bold = m_facts->font();
    bold.setWeight(QFont::DemiBold);
    m_facts->setFont(bold);
    auto* const reasons = new QWidget(content);
    reasons->setObjectName(QStringLiteral("reasons"));
    m_reasons = new QVBoxLayout(reasons);
    m_reasons->setContentsMargins({});
    m_reasons->setSpacing(6);
    auto* const layout = new QVBoxLayout(content);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_subtitle);
    layout->addWidget(m_facts);
    layout->addWidget(reasons);
    layout->addStretch(1);
    area->setWidget(content);
    area->setMinimumWidth(40 * fontMetrics().averageCharWidth());
    return area;
}

void DetailPane::saveLayout() {
    m_settings.setSplitterState(kSplitterName, m_splitter->saveState());
}

void DetailPane::setBrushedRange(const std::optional<analysis::TimeRange>& range) {
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

void DetailPane::showDetail(const std::shared_ptr<const engine::SelectionDetail>& detail,
                            const std::shared_ptr<const engine::Snapshot>& snapshot) {
    m_detail = detail;
    m_snapshot = snapshot;
    m_pages->setCurrentWidget(m_splitter);
    showWords();
    showPlots();
    m_tabs->setTabText(2, tr("Evidence (%1)").arg(models::countText(detail->events.size())));
    m_opinions->setOpinions(detail->opinions);
    m_evidence->showScoped(snapshot, detail->selection);
}

void DetailPane::showWords() {
    m_title->setText(models::toQString(m_detail->title));
    m_subtitle->setText(models::toQString(m_detail->subtitle));
    const QString facts = factsOf(*m_detail, *m_snapshot);
    m_facts->setText(facts);
    m_facts->setVisible(!facts.isEmpty());
    while (QLayoutItem* const item = m_reasons->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const std::string& reason : m_detail->reasons) {
        QLabel* const label = makeTextLabel(m_reasons->parentWidget());
        label->setText(QStringLiteral("• ") + models::toQString(reason));
        m_reasons->addWidget(label);
    }
}

void DetailPane::showPlots() {
    if (!m_detail)
        return;
    std::optional<analysis::TimeRange> capture;
    if (m_snapshot->capture.first && m_snapshot->capture.last)
        capture = {*m_snapshot->capture.first, *m_snapshot->capture.last};
    m_timeline->showDetail(m_detail, capture, m_style);
    m_intervals->showDetail(m_detail);
}

void DetailPane::setPresenting(bool presenting) {
    m_words->setVisible(!presenting);
}

} // namespace beaconscope::views
