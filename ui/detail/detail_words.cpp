// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/detail/detail_words.h"

#include "core/detect/chance.h"
#include "core/tables/cell_text.h"
#include "ui/models/text.h"
#include "ui/widgets/wrapping_text.h"

#include <QLabel>
#include <QVBoxLayout>

namespace beaconscope::ui {

namespace {

/// Returns the numbers of the detector in one line: those that a colleague would ask for first.
QString factsOf(const snapshot::SelectionDetail& detail, const snapshot::Snapshot& snapshot) {
    QStringList facts;
    const auto append = [&facts](const QString& title, const std::string& value) {
        QString fact = title + QLatin1Char(' ') + models::toQString(value);
        // A line may break between two facts, but not inside a fact.
        facts.append(fact.replace(QLatin1Char(' '), QChar::Nbsp));
    };
    if (detail.periodSeconds)
        append(DetailWords::tr("Period"), toHumanDuration(*detail.periodSeconds));
    if (detail.finding) {
        const detect::Judgement& judgement = detail.finding->judgement;
        if (judgement.jitter)
            append(DetailWords::tr("Jitter"), tables::shareText(*judgement.jitter));
        if (judgement.missedRate)
            append(DetailWords::tr("Missed"), tables::shareText(*judgement.missedRate));
        if (judgement.falseAlarm) {
            append(DetailWords::tr("Chance"),
                   detect::describeChance(judgement.falseAlarm->lnFinal));
            append(DetailWords::tr("Expected false"),
                   tables::shareText(judgement.falseAlarm->qValue));
        }
        append(models::toQString(snapshot.settings.detection.detector->info().scoreTitle),
               tables::scoreText(judgement.score));
    }
    if (detail.ttlSeconds)
        append(detail.isTtlOfFinding ? DetailWords::tr("TTL up to") : DetailWords::tr("Median TTL"),
               toHumanDuration(*detail.ttlSeconds));
    return facts.join(QChar::Nbsp + QStringLiteral("· "));
}

QString aboutOf(const snapshot::SelectionDetail& detail, const snapshot::Snapshot& snapshot) {
    if (detail.findingTitle.empty())
        return {};
    const bool isReported = *detail.findingRank < snapshot.detection->reportedCount();
    const bool isFlagged = snapshot.detection->isFlagged(*detail.findingRank);
    return (isReported  ? DetailWords::tr("Strongest finding here: %1")
            : isFlagged ? DetailWords::tr("Finding here that a rule hides: %1")
                        : DetailWords::tr("Nearest to a finding here: %1"))
        .arg(isFlagged ? DetailWords::tr("%1 (%2)").arg(models::toQString(detail.findingTitle),
                                                        models::toQString(detail.findingKind))
                       : models::toQString(detail.findingTitle));
}

QLabel* makeLabel(QWidget* parent) {
    auto* const label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

DetailWords::DetailWords(QWidget* parent)
    : QScrollArea(parent) {
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Why, in words"));
    auto* const content = new QWidget(this);
    m_title = new WrappingText(content);
    m_title->setAccessibleName(tr("Selected"));
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_subtitle = makeLabel(content);
    m_subtitle->setForegroundRole(QPalette::PlaceholderText);
    m_facts = makeLabel(content);
    m_facts->setToolTip(tr(
        "What the detector measured. Expected false: of the series with this "
        "chance or a smaller one, the share that is expected to be false (false discovery rate)"));
    QFont bold = m_facts->font();
    bold.setWeight(QFont::DemiBold);
    m_facts->setFont(bold);
    m_about = new WrappingText(content);
    m_about->setAccessibleName(tr("Finding"));
    m_about->setFont(bold);
    m_reasons = new WrappingText(content);
    m_reasons->setAccessibleName(tr("Reasons"));
    auto* const layout = new QVBoxLayout(content);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_subtitle);
    layout->addWidget(m_about);
    layout->addWidget(m_facts);
    layout->addWidget(m_reasons);
    layout->addStretch(1);
    setWidget(content);
    setMinimumWidth(40 * fontMetrics().averageCharWidth());
}

void DetailWords::showDetail(const snapshot::SelectionDetail& detail,
                             const snapshot::Snapshot& snapshot) {
    m_title->setName(models::toQString(detail.title));
    m_subtitle->setText(models::toQString(detail.subtitle));
    const QString about = aboutOf(detail, snapshot);
    m_about->setName(about);
    m_about->setVisible(!about.isEmpty());
    const QString facts = factsOf(detail, snapshot);
    m_facts->setText(facts);
    m_facts->setVisible(!facts.isEmpty());
    QStringList reasons;
    for (const std::string& reason : detail.reasons)
        reasons.append(QStringLiteral("• ") + models::toQString(reason));
    m_reasons->setParagraphs(reasons);
}

QString DetailWords::title() const {
    return m_title->plainText();
}

QString DetailWords::about() const {
    return m_about->plainText();
}

QString DetailWords::reasons() const {
    return m_reasons->toPlainText();
}

} // namespace beaconscope::ui
