// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/report/report_findings.h"

#include "core/base/text.h"
#include "core/detect/detector.h"
#include "core/snapshot/selection.h"
#include "ui/plots/interval_plot.h"
#include "ui/report/paged_document.h"
#include "ui/report/report_plots.h"
#include "ui/report/report_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>

namespace beaconscope::report {

namespace {

/// At most this many queries are listed for a finding; fewer when its reasons leave less room on
/// the page.
constexpr std::size_t kEvidenceRows = 12;
/// The table on the first pages lists at most this many findings: the strongest.
constexpr std::size_t kMaxFirstFindings = 20;
constexpr std::size_t kStrongest = 10;
constexpr int kTablePixels = 10;               ///< small, because the table has many columns
constexpr std::size_t kMaxNameCharacters = 30; ///< fills two lines, as in other cells

QString tr(const char* text) {
    return QCoreApplication::translate("beaconscope::report::ReportFindings", text);
}

QString orDash(const QString& text) {
    return text.isEmpty() ? QStringLiteral("–") : text;
}

/// Returns both times to the minute, on two lines. If they are on the same day, the day stands only
/// once.
QString firstToLast(const detect::Finding& finding) {
    constexpr std::size_t kDay = 10;     // "2017-10-18"
    constexpr std::size_t kMinutes = 16; // "2017-10-18 14:03"
    const std::string first = tables::timeText(finding.first, {}).substr(0, kMinutes);
    std::string last = tables::timeText(finding.last, {}).substr(0, kMinutes);
    if (first.substr(0, kDay) == last.substr(0, kDay))
        last.erase(0, kDay + 1);
    return shown(first) + QStringLiteral("\n– ") + shown(last);
}

std::optional<series::TimeRange> captureRange(const snapshot::Snapshot& snapshot) {
    if (!snapshot.capture.first || !snapshot.capture.last)
        return std::nullopt;
    return series::TimeRange{*snapshot.capture.first, *snapshot.capture.last};
}

} // namespace

ReportFindings::ReportFindings(const snapshot::Snapshot& snapshot)
    : m_snapshot(snapshot) {
    // Tables share ownership of their snapshot, but the caller owns this one.
    const std::shared_ptr<const snapshot::Snapshot> borrowed(std::shared_ptr<const void>(),
                                                             &snapshot);
    m_findings = tables::makeTable(tables::TableKind::Findings, borrowed);
    m_queries = tables::makeTable(tables::TableKind::Queries, borrowed);
}

std::size_t ReportFindings::reportedCount() const {
    return m_snapshot.detection ? m_snapshot.detection->reportedCount() : 0;
}

void ReportFindings::addStrongest(PagedDocument& document) const {
    document.addText(tr("Findings"), TextStyle::Heading);
    const std::size_t reported = reportedCount();
    if (reported == 0) {
        document.addText(m_snapshot.emptyReason.empty() ? tr("None.")
                                                        : shown(m_snapshot.emptyReason));
        return;
    }
    if (reported <= kMaxFirstFindings) {
        addTable(document, reported);
        return;
    }
    document.addText(tr("The %1 strongest of %2 findings are listed here. “All findings”, below, "
                        "lists all of them.")
                         .arg(count(kStrongest), count(reported)));
    addTable(document, kStrongest);
}

void ReportFindings::addRest(PagedDocument& document) const {
    if (reportedCount() <= kMaxFirstFindings)
        return;
    document.addText(tr("All findings"), TextStyle::Heading);
    addTable(document, reportedCount());
}

void ReportFindings::addTable(PagedDocument& document, std::size_t rows) const {
    const detect::DetectorInfo& info = m_snapshot.settings.detection.detector->info();
    const auto& coverage = m_snapshot.detection->coverage();
    const bool hasChance = coverage && coverage->expectedFalse;
    std::vector<ReportColumn> columns = {{tr("#"), 34, Qt::AlignRight},
                                         {tr("Client"), 106, Qt::AlignLeft},
                                         {tr("Name"), 104, Qt::AlignLeft},
                                         {tr("Kind"), 66, Qt::AlignLeft},
                                         {tr("Period"), 62, Qt::AlignRight}};
    if (hasChance)
        columns.push_back({tr("Chance"), 76, Qt::AlignRight});
    columns.insert(columns.end(), {{tr("Queries /\nbeats"), 62, Qt::AlignRight},
                                   {tr("First – last (UTC)"), 110, Qt::AlignLeft},
                                   {shown(info.scoreTitle), 60, Qt::AlignRight}});
    const auto cells = [this, hasChance](std::size_t row) {
        const auto text = [this, row](const char* column) {
            return cellText(*m_findings, row, column);
        };
        QStringList texts = {
            count(row + 1), text("client"),
            QString::fromStdString(shortenName(text("name").toStdString(), kMaxNameCharacters)),
            text("kind"), orDash(text("period_s"))};
        if (hasChance)
            texts.append(orDash(text("ln_p_final")));
        const QString beats = text("beats");
        texts.append({beats.isEmpty() ? text("queries") : text("queries") + " /\n" + beats,
                      firstToLast(m_snapshot.detection->finding(row)), text("score")});
        return texts;
    };
    document.addTable(columns, rows, cells, kTablePixels);
}

void ReportFindings::addDetails(PagedDocument& document, std::size_t most,
                                const std::stop_token& stop) const {
    const std::size_t reported = reportedCount();
    const std::size_t detailed = std::min(reported, most);
    if (detailed < reported) {
        document.addText(
            tr("The pages that follow show the %1 strongest findings. The other %2 have "
               "no page of their own; the table above lists all %3.")
                .arg(count(detailed), count(reported - detailed), count(reported)),
            TextStyle::Strong);
    }
    for (std::size_t i = 0; i < detailed && !stop.stop_requested(); ++i)
        addDetail(document, i);
}

void ReportFindings::addDetail(PagedDocument& document, std::size_t index) const {
    const snapshot::SelectedFinding selected{index};
    const auto detail = snapshot::describeSelection(m_snapshot, selected);
    if (!detail)
        return;
    document.addPageBreak();
    document.addText(tr("Finding %1: %2").arg(count(index + 1), shown(detail->title)),
                     TextStyle::Heading);
    document.addText(shown(detail->subtitle));
    addFacts(document, index);
    QStringList reasons;
    for (const std::string& reason : detail->reasons)
        reasons.append(shown(reason));
    document.addList(reasons);
    document.addText(plots::intervalsSummary(*detail), TextStyle::Strong);
    // Collects the detail again when its page is drawn: the details of all findings of a large
    // capture would not fit in memory.
    const auto drawn = std::make_shared<std::shared_ptr<const snapshot::SelectionDetail>>();
    document.addDrawing(
        kReportPlotsHeight,
        [this, selected, drawn] { *drawn = snapshot::describeSelection(m_snapshot, selected); },
        [this, drawn](QCPPainter& painter, const QRectF& place) {
            if (const auto collected = std::exchange(*drawn, nullptr))
                drawTimelineAndIntervals(painter, place, collected, captureRange(m_snapshot));
        });
    addEvidence(document, detail->events);
}

/// Puts two facts on a line, because the page also has to hold plots and evidence.
void ReportFindings::addFacts(PagedDocument& document, std::size_t index) const {
    const detect::DetectorInfo& info = m_snapshot.settings.detection.detector->info();
    const auto text = [this, index](const char* column) {
        return orDash(cellText(*m_findings, index, column));
    };
    const detect::Finding finding = m_snapshot.detection->finding(index);
    const QString kind =
        shown(std::string_view(series::describe(finding.key.kind, finding.judgement.flagged)));
    const std::array lines = {
        QStringList{tr("Kind"), kind, shown(info.scoreTitle), text("score")},
        QStringList{tr("Period"), text("period_s"), tr("Jitter"), text("jitter")},
        QStringList{tr("Beats"), text("beats"), tr("Missed"), text("missed_rate")},
        QStringList{tr("Queries"), text("queries"), tr("Chance"), text("ln_p_final")},
        QStringList{tr("First query (UTC)"), text("first_time"), tr("Last query (UTC)"),
                    text("last_time")},
    };
    document.addTable({{QString(), 1, Qt::AlignLeft},
                       {QString(), 2, Qt::AlignLeft},
                       {QString(), 1, Qt::AlignLeft},
                       {QString(), 2, Qt::AlignLeft}},
                      lines.size(), [&lines](std::size_t row) { return lines[row]; });
}

void ReportFindings::addEvidence(PagedDocument& document,
                                 const std::vector<EventId>& events) const {
    const auto heading = [&events](std::size_t shown) {
        return shown < events.size() ? tr("Evidence: the first %1 of %2 queries")
                                           .arg(count(shown), count(events.size()))
                                     : tr("Evidence: all %1 queries").arg(count(shown));
    };
    document.addTableToPageEnd(
        heading,
        {{tr("Packet"), 1, Qt::AlignRight},
         {tr("Time (UTC)"), 2.6, Qt::AlignLeft},
         {tr("Client"), 1.8, Qt::AlignLeft, true},
         {tr("Name"), 2.9, Qt::AlignLeft, true},
         {tr("Type"), 1, Qt::AlignLeft},
         {tr("Result"), 1.2, Qt::AlignLeft},
         {tr("TTL"), 1, Qt::AlignRight}},
        std::min(events.size(), kEvidenceRows), [this, &events](std::size_t row) {
            const std::size_t event = events[row].index();
            return QStringList{
                cellText(*m_queries, event, "packet"), cellText(*m_queries, event, "time"),
                cellText(*m_queries, event, "client"), cellText(*m_queries, event, "name"),
                cellText(*m_queries, event, "qtype"),  cellText(*m_queries, event, "rcode"),
                cellText(*m_queries, event, "ttl_s")};
        });
}

} // namespace beaconscope::report
