// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/summary_strip.h"

#include "core/words/outcome.h"
#include "ui/models/text.h"
#include "ui/shell/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/flow_layout.h"

#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace beaconscope::ui {

namespace {

/// The symbol has the same meaning as the colour.
QString sign(snapshot::Severity severity) {
    switch (severity) {
    case snapshot::Severity::Information:
        return QStringLiteral("ℹ");
    case snapshot::Severity::Warning:
        return QStringLiteral("⚠");
    case snapshot::Severity::Error:
        return QStringLiteral("✖");
    }
    return {};
}

QColor colourOf(snapshot::Severity severity, const QPalette& palette) {
    switch (severity) {
    case snapshot::Severity::Information:
        return palette.color(QPalette::WindowText);
    case snapshot::Severity::Warning:
        return warningColour(palette);
    case snapshot::Severity::Error:
        return errorColour(palette);
    }
    return {};
}

QString filesText(const snapshot::CaptureFacts& capture) {
    QStringList names;
    for (const input::FileFacts& file : capture.files)
        names.append(models::shown(QFileInfo(QString::fromStdString(file.path)).fileName()));
    if (names.size() <= 2)
        return names.join(QStringLiteral(" + "));
    return SummaryStrip::tr("%1 + %2 more files")
        .arg(names.first(), QString::number(names.size() - 1));
}

/// Returns how many are listed; if that is not all, also how many the capture has.
QString listedText(std::uint64_t listed, std::uint64_t all) {
    return listed == all ? models::countText(all)
                         : SummaryStrip::tr("%1 of %2")
                               .arg(models::countText(listed), models::countText(all));
}

QString recordsTitle(const snapshot::CaptureFacts& capture) {
    switch (snapshot::recordsOf(capture)) {
    case snapshot::Records::Packets:
        return SummaryStrip::tr("Packets");
    case snapshot::Records::Lines:
        return SummaryStrip::tr("Lines");
    case snapshot::Records::PacketsAndLines:
        return SummaryStrip::tr("Packets and lines");
    }
    return {};
}

QString pathsText(const snapshot::CaptureFacts& capture) {
    QStringList lines;
    for (const input::FileFacts& file : capture.files) {
        QString words = models::toQString(file.format);
        if (file.bytes)
            words += QStringLiteral(", ") + models::bytesText(static_cast<double>(*file.bytes));
        lines.append(QStringLiteral("%1 (%2)").arg(models::toQString(file.path), words));
    }
    return lines.join(QLatin1Char('\n'));
}

QString findingsHelp() {
    return SummaryStrip::tr("Series that the detector flags and no rule hides");
}

QString rangeText(const series::TimeRange& range, const tables::CellStyle& style) {
    return models::toQString(tables::timeText(range.first, style)) + QStringLiteral(" – ") +
           models::toQString(tables::timeWithZone(range.last, style));
}

} // namespace

SummaryStrip::SummaryStrip(QWidget* parent)
    : QFrame(parent)
    , m_chipArea(new QWidget(this))
    , m_chips(new FlowLayout(m_chipArea)) {
    setAccessibleName(tr("Summary of the capture"));
    auto* const facts = new QHBoxLayout;
    facts->setSpacing(2 * fontMetrics().horizontalAdvance(QLatin1Char('m')));
    m_file = new ElidedLabel(this);
    addFact(facts, tr("Capture"), tr("The files that are open"), m_file);
    m_span = addFact(facts, tr("Time"), tr("From the first to the last packet")).value;
    m_records = addFact(facts, tr("Packets"), tr("Packets of every protocol, or lines of logs"));
    m_queries = addFact(facts, tr("Queries"),
                        tr("Queries that the tables list, of all in the capture: those that no "
                           "rule hides, in the chosen time range"))
                    .value;
    m_clients = addFact(facts, tr("Clients"),
                        tr("Addresses that asked or were answered, and that no rule hides"))
                    .value;
    m_names = addFact(facts, tr("Names"),
                      tr("Different names that were asked for, and that no rule hides"))
                  .value;
    m_findings = addFact(facts, tr("Findings"), findingsHelp()).value;
    facts->addStretch(1);
    m_chips->setContentsMargins({});
    m_chips->setSpacing(6);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 6, 10, 6);
    layout->setSpacing(4);
    layout->addLayout(facts);
    layout->addWidget(m_chipArea);
}

SummaryStrip::Fact SummaryStrip::addFact(QHBoxLayout* layout, const QString& title,
                                         const QString& help) {
    return addFact(layout, title, help, new QLabel(this));
}

SummaryStrip::Fact SummaryStrip::addFact(QHBoxLayout* layout, const QString& title,
                                         const QString& help, QLabel* value) {
    auto* const caption = new QLabel(title, this);
    caption->setForegroundRole(QPalette::PlaceholderText);
    QFont small = caption->font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    caption->setFont(small);
    QFont bold = value->font();
    bold.setWeight(QFont::DemiBold);
    value->setFont(bold);
    value->setTextFormat(Qt::PlainText);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    value->setAccessibleName(title);
    caption->setToolTip(help);
    value->setToolTip(help);
    auto* const column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(caption);
    column->addWidget(value);
    layout->addLayout(column);
    return {caption, value};
}

void SummaryStrip::show(const std::shared_ptr<const snapshot::Snapshot>& snapshot,
                        const tables::CellStyle& style) {
    m_snapshot = snapshot;
    m_style = style;
    setVisible(snapshot != nullptr);
    if (snapshot)
        showFacts(*snapshot, style);
    rebuildChips();
}

void SummaryStrip::showFacts(const snapshot::Snapshot& snapshot, const tables::CellStyle& style) {
    const snapshot::CaptureFacts& capture = snapshot.capture;
    m_file->setFullText(filesText(capture));
    m_file->setToolTip(models::toolTipOf(pathsText(capture)));
    if (capture.first && capture.last) {
        const double length = seconds(*capture.last - *capture.first);
        m_span->setText(tr("%1 from %2")
                            .arg(models::toQString(toHumanDuration(length)),
                                 models::toQString(tables::startWithZone(style))));
        m_span->setToolTip(rangeText({*capture.first, *capture.last}, style));
    } else {
        m_span->setText(QStringLiteral("–"));
    }
    m_records.caption->setText(recordsTitle(capture));
    m_records.value->setAccessibleName(recordsTitle(capture));
    m_records.value->setText(models::countText(capture.packets));
    const snapshot::Summaries& summaries = *snapshot.summaries;
    m_queries->setText(listedText(summaries.queriesInView, snapshot.queries));
    m_clients->setText(listedText(summaries.clientsInView, summaries.clients.size()));
    m_names->setText(listedText(summaries.namesInView, summaries.names.size()));
    const std::string outcome = words::outcomeOf(snapshot);
    m_findings->setToolTip(outcome.empty() ? findingsHelp()
                                           : models::toolTipOf(models::toQString(outcome)));
    m_findings->setText(snapshot.detection
                            ? models::countText(snapshot.detection->reportedCount())
                            : (snapshot.isLoading ? QStringLiteral("…") : QStringLiteral("0")));
}

QToolButton* SummaryStrip::addChip(const QString& text, const QString& tip) {
    auto* const chip = new QToolButton(m_chipArea);
    chip->setText(text);
    chip->setToolTip(models::toolTipOf(tip));
    chip->setAccessibleName(text);
    chip->setAccessibleDescription(tip);
    chip->setFocusPolicy(Qt::TabFocus);
    m_chips->addWidget(chip);
    return chip;
}

void SummaryStrip::rebuildChips() {
    while (QLayoutItem* const item = m_chips->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    if (!m_snapshot) {
        m_chipArea->hide();
        return;
    }
    if (const auto& range = m_snapshot->settings.range) {
        QToolButton* const chip = addChip(
            tr("Only %1  ✕").arg(rangeText(*range, m_style)),
            tr("The time range chosen on the timeline. Click to look at the whole capture again"));
        chip->setObjectName(QStringLiteral("rangeChip"));
        connect(chip, &QToolButton::clicked, this, &SummaryStrip::clearRangeRequested);
    }
    addDifferences();
    for (const snapshot::Notice& notice : m_snapshot->capture.notices) {
        QToolButton* const chip =
            addChip(sign(notice.severity) + QLatin1Char(' ') + models::toQString(notice.title),
                    models::toQString(notice.details));
        QPalette own; // the rest stays inherited
        own.setColor(QPalette::ButtonText, colourOf(notice.severity, palette()));
        chip->setPalette(own);
        const QString id = models::toQString(notice.id);
        connect(chip, &QToolButton::clicked, this, [this, id] { emit noticeRequested(id); });
    }
    m_chipArea->setVisible(m_chips->count() > 0);
}

/// What is listed depends on these settings, so nobody should have to look for them.
void SummaryStrip::addDifferences() {
    for (const words::Difference& difference :
         words::differencesFromDefault(m_snapshot->settings)) {
        QToolButton* const chip =
            addChip(QStringLiteral("⚙ ") + models::toQString(difference.title),
                    models::toQString(difference.details));
        chip->setObjectName(QStringLiteral("settingChip"));
        const words::ChangedIn where = difference.where;
        connect(chip, &QToolButton::clicked, this, [this, where] { emit settingRequested(where); });
    }
}

void SummaryStrip::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        rebuildChips();
}

} // namespace beaconscope::ui
