#include "ui/report/report_sections.h"

#include "core/analysis/detector.h"
#include "core/base/text.h"
#include "core/engine/selection.h"
#include "core/tables/cell_text.h"
#include "ui/plots/interval_plot.h"
#include "ui/report/paged_document.h"
#include "ui/report/report_plots.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <utility>
#include <vector>

namespace beaconscope::report {

namespace {

/// At most; fewer where the reasons of a finding leave its page no room for them.
constexpr std::size_t kEvidenceRows = 12;

QString tr(const char* text) {
    return QCoreApplication::translate("beaconscope::report::ReportSections", text);
}

QString shown(std::string_view text) {
    return QString::fromStdString(escapeForTerminal(text));
}

QString shown(const QString& text) {
    return shown(text.toStdString());
}

QString count(std::uint64_t value) {
    return QString::fromStdString(withThousands(value));
}

QString moment(const std::optional<Timestamp>& time) {
    return time ? QString::fromStdString(toIso8601(*time)) : tr("none");
}

QString sizeText(const engine::FileFacts& file) {
    const std::string records = file.isLog ? counted(file.packets, "line", "lines")
                                           : counted(file.packets, "packet", "packets");
    return shown(file.bytes ? counted(*file.bytes, "byte, ", "bytes, ") + records : records);
}

QString groupingText(analysis::Grouping grouping) {
    switch (grouping) {
    case analysis::Grouping::ClientName:
        return tr("one client and one name");
    case analysis::Grouping::ClientDomain:
        return tr("one client and one registered domain");
    case analysis::Grouping::Name:
        return tr("one name over all clients");
    }
    return {};
}

QString severityText(engine::Severity severity) {
    switch (severity) {
    case engine::Severity::Information:
        return tr("Information");
    case engine::Severity::Warning:
        return tr("Warning");
    case engine::Severity::Error:
        return tr("Error");
    }
    return {};
}

std::optional<analysis::TimeRange> captureRange(const engine::Snapshot& snapshot) {
    if (!snapshot.capture.first || !snapshot.capture.last)
        return std::nullopt;
    return analysis::TimeRange{*snapshot.capture.first, *snapshot.capture.last};
}

QString knownServicesText(const engine::AnalysisSettings& settings) {
    const std::size_t services = settings.knownServices ? settings.knownServices->size() : 0;
    if (settings.knownServicesFile.empty())
        return services == 0 ? tr("none")
                             : tr("%1, the list that comes with the program").arg(count(services));
    return tr("%1, from %2").arg(count(services), shown(settings.knownServicesFile));
}

} // namespace

ReportSections::ReportSections(const engine::Snapshot& snapshot)
    : m_snapshot(snapshot) {
    // Tables share ownership of their snapshot; this one belongs to the caller.
    const std::shared_ptr<const engine::Snapshot> borrowed(std::shared_ptr<const void>(),
                                                           &snapshot);
    m_findings = tables::makeTable(tables::TableKind::Findings, borrowed);
    m_queries = tables::makeTable(tables::TableKind::Queries, borrowed);
}

QString ReportSections::title() const {
    return tr("Beacon report: %1").arg(fileNames());
}

QString ReportSections::fileNames() const {
    const auto& files = m_snapshot.capture.files;
    if (files.empty())
        return tr("no file");
    const QString first =
        shown(QFileInfo(QFile::decodeName(files.front().path.c_str())).fileName());
    return files.size() == 1 ? first : tr("%1 and %2 more").arg(first, count(files.size() - 1));
}

QString ReportSections::madeBy(const QDateTime& generatedAt) {
    return tr("%1 %2 · generated %3")
        .arg(QCoreApplication::applicationName(), QCoreApplication::applicationVersion(),
             generatedAt.toUTC().toString(Qt::ISODate));
}

std::size_t ReportSections::reportedCount() const {
    return m_snapshot.detection ? m_snapshot.detection->reportedCount() : 0;
}

QString ReportSections::text(const tables::Table& table, std::size_t row,
                             const char* column) const {
    const std::optional<std::size_t> index = tables::findColumn(table.kind(), column);
    if (!index)
        return {};
    return shown(tables::displayText(table, table.columns()[*index], table.cell(row, *index), {}));
}

void ReportSections::addFrontPage(PagedDocument& document, const QDateTime& generatedAt) const {
    const engine::CaptureFacts& capture = m_snapshot.capture;
    document.addText(tr("Beacons in DNS"), TextStyle::Title);
    document.addText(fileNames(), TextStyle::Subheading);
    document.addText(madeBy(generatedAt), TextStyle::Small);
    addResult(document);

    document.addText(tr("Capture"), TextStyle::Heading);
    for (const engine::FileFacts& file : capture.files) {
        std::vector<std::pair<QString, QString>> facts = {
            {tr("File"), shown(file.path)},
            {tr("SHA-256"),
             file.sha256.empty() ? tr("not computed") : QString::fromStdString(file.sha256)},
            {tr("Format"), shown(file.format)},
            {tr("Size"), sizeText(file)},
        };
        if (!file.opened || !file.complete) {
            facts.emplace_back(file.opened ? tr("Read in part") : tr("Not read"),
                               shown(engine::problemOf(file)));
        }
        document.addText(QString(), TextStyle::Small);
        document.addFacts(facts);
    }
    document.addText(QString(), TextStyle::Small);
    std::vector<std::pair<QString, QString>> facts = {
        {tr("First packet"), moment(capture.first)},
        {tr("Last packet"), moment(capture.last)},
    };
    if (capture.first && capture.last) {
        facts.emplace_back(tr("Span"), QString::fromStdString(toHumanDuration(
                                           seconds(*capture.last - *capture.first))));
    }
    facts.emplace_back(engine::recordsOf(capture) == engine::Records::Packets
                           ? tr("Packets")
                           : tr("Packets or lines"),
                       count(capture.packets));
    facts.emplace_back(tr("DNS messages"),
                       tr("%1 (%2, %3)")
                           .arg(count(capture.dnsMessages),
                                shown(counted(capture.queries, "query", "queries")),
                                shown(counted(capture.responses, "response", "responses"))));
    if (m_snapshot.summaries) {
        facts.emplace_back(tr("Clients"), count(m_snapshot.summaries->clients.size()));
        facts.emplace_back(tr("Names"), count(m_snapshot.summaries->names.size()));
    }
    document.addFacts(facts);
    if (capture.skipped.empty())
        return;
    document.addText(tr("Left out of the analysis"), TextStyle::Subheading);
    document.addTable({{tr("Reason"), 5, Qt::AlignLeft},
                       {tr("Count"), 1, Qt::AlignRight},
                       {tr("First packet"), 1.2, Qt::AlignRight}},
                      capture.skipped.size(), [&capture](std::size_t row) {
                          const engine::SkippedCount& skipped = capture.skipped[row];
                          return QStringList{shown(skipped.description), count(skipped.count),
                                             count(skipped.firstPacket)};
                      });
}

void ReportSections::addResult(PagedDocument& document) const {
    const std::size_t reported = reportedCount();
    QString sentence;
    if (reported == 0) {
        sentence = m_snapshot.emptyReason.empty() ? tr("No series has suspicious timing.")
                                                  : shown(m_snapshot.emptyReason);
    } else {
        sentence = (reported == 1 ? tr("One series has suspicious timing, of %2 that were judged.")
                                  : tr("%1 series have suspicious timing, of %2 that were judged.")
                                        .arg(count(reported)))
                       .replace(QLatin1String("%2"), count(m_snapshot.detection->size()));
    }
    document.addText(sentence, TextStyle::Strong);
    document.addText(tr("Suspicious timing is not proof of malice: updaters, cache refreshes and "
                        "monitoring keep time as well. See the limits at the end."));
}

void ReportSections::addMethod(PagedDocument& document) const {
    document.addText(tr("Method"), TextStyle::Heading);
    const analysis::DetectionSettings& settings = m_snapshot.settings.detection;
    if (!settings.detector) {
        document.addText(tr("No detector was chosen."));
        return;
    }
    const analysis::DetectorInfo& info = settings.detector->info();
    document.addText(shown(info.title), TextStyle::Strong);
    document.addText(shown(info.description));
    std::vector<std::pair<QString, QString>> facts;
    facts.emplace_back(tr("A series is"), groupingText(settings.grouping));
    const std::size_t parameters = std::min(info.parameters.size(), settings.parameters.size());
    for (std::size_t i = 0; i < parameters; ++i) {
        const analysis::ParameterInfo& parameter = info.parameters[i];
        const double value = settings.parameters[i];
        QString words = QString::number(value, 'f', parameter.decimals);
        if (!parameter.unit.empty())
            words += QLatin1Char(' ') + shown(parameter.unit);
        if (value != parameter.defaultValue) {
            words += QLatin1Char(' ') +
                     tr("(default %1)")
                         .arg(QString::number(parameter.defaultValue, 'f', parameter.decimals));
        }
        facts.emplace_back(shown(parameter.title), words);
    }
    if (m_snapshot.settings.range) {
        facts.emplace_back(tr("Time range"), tr("%1 to %2")
                                                 .arg(moment(m_snapshot.settings.range->first),
                                                      moment(m_snapshot.settings.range->last)));
    }
    facts.emplace_back(tr("mDNS and LLMNR"),
                       m_snapshot.settings.includeMulticast ? tr("included") : tr("left out"));
    facts.emplace_back(tr("Known services"), knownServicesText(m_snapshot.settings));
    document.addFacts(facts);
}

void ReportSections::addRules(PagedDocument& document) const {
    document.addText(tr("Rules in force"), TextStyle::Heading);
    const auto& rules = m_snapshot.settings.rules->rules();
    if (rules.empty()) {
        document.addText(tr("None: nothing is excluded."));
        return;
    }
    document.addTable({{tr("Rule"), 3.5, Qt::AlignLeft},
                       {tr("Note"), 3.5, Qt::AlignLeft},
                       {tr("Hides"), 2, Qt::AlignLeft},
                       {tr("Findings hidden"), 1.2, Qt::AlignRight}},
                      rules.size(), [&](std::size_t row) {
                          const rules::Rule& rule = rules[row];
                          QString words = tr("Exclude: %1").arg(shown(rules::describe(rule)));
                          if (!rule.enabled)
                              words += QLatin1Char(' ') + tr("(switched off)");
                          else if (m_snapshot.settings.rules->error(row))
                              words += QLatin1Char(' ') + tr("(not valid, has no effect)");
                          const bool known = row < m_snapshot.ruleHits.size();
                          const auto hits = known ? m_snapshot.ruleHits[row] : engine::RuleHits();
                          return QStringList{words, shown(rule.note),
                                             shown(engine::describe(hits, rule.field)),
                                             count(hits.findings)};
                      });
}

void ReportSections::addNotices(PagedDocument& document) const {
    const auto& notices = m_snapshot.capture.notices;
    if (notices.empty())
        return;
    document.addText(tr("Notices"), TextStyle::Heading);
    document.addTable({{tr("Kind"), 1.1, Qt::AlignLeft},
                       {tr("Notice"), 2, Qt::AlignLeft},
                       {tr("Details"), 5, Qt::AlignLeft}},
                      notices.size(), [&notices](std::size_t row) {
                          const engine::Notice& notice = notices[row];
                          return QStringList{severityText(notice.severity), shown(notice.title),
                                             shown(notice.details)};
                      });
}

void ReportSections::addFindings(PagedDocument& document) const {
    document.addText(tr("Findings"), TextStyle::Heading);
    const std::size_t reported = reportedCount();
    if (reported == 0) {
        document.addText(m_snapshot.emptyReason.empty() ? tr("None.")
                                                        : shown(m_snapshot.emptyReason));
        return;
    }
    const bool byDomain =
        m_snapshot.settings.detection.grouping == analysis::Grouping::ClientDomain;
    document.addTable({{tr("No."), 0.65, Qt::AlignRight},
                       {tr("Client"), 1.65, Qt::AlignLeft},
                       {byDomain ? tr("Registered domain") : tr("Name"), 2.4, Qt::AlignLeft},
                       {tr("Period"), 1.05, Qt::AlignRight},
                       {tr("Jitter"), 0.85, Qt::AlignRight},
                       {tr("Queries"), 0.95, Qt::AlignRight},
                       {tr("Score"), 0.8, Qt::AlignRight},
                       {tr("First"), 2.4, Qt::AlignLeft}},
                      reported, [this, byDomain](std::size_t row) {
                          return QStringList{
                              count(row + 1),
                              text(*m_findings, row, "client"),
                              text(*m_findings, row, byDomain ? "registered_domain" : "name"),
                              text(*m_findings, row, "period_s"),
                              text(*m_findings, row, "jitter"),
                              text(*m_findings, row, "queries"),
                              text(*m_findings, row, "score"),
                              text(*m_findings, row, "first_time")};
                      });
}

void ReportSections::addDetails(PagedDocument& document, std::size_t most,
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

void ReportSections::addDetail(PagedDocument& document, std::size_t index) const {
    const engine::SelectedFinding selected{index};
    const auto detail = engine::describeSelection(m_snapshot, selected);
    if (!detail)
        return;
    document.addPageBreak();
    document.addText(tr("Finding %1: %2").arg(count(index + 1), shown(detail->title)),
                     TextStyle::Heading);
    document.addText(shown(detail->subtitle));
    QStringList reasons;
    for (const std::string& reason : detail->reasons)
        reasons.append(shown(reason));
    document.addList(reasons);
    document.addText(plots::gapsSummary(*detail), TextStyle::Strong);
    // Collected again for its page: all findings of a large capture would not fit in memory.
    const auto drawn = std::make_shared<std::shared_ptr<const engine::SelectionDetail>>();
    document.addDrawing(
        kReportPlotsHeight,
        [this, selected, drawn] { *drawn = engine::describeSelection(m_snapshot, selected); },
        [this, drawn](QCPPainter& painter, const QRectF& place) {
            if (const auto collected = std::exchange(*drawn, nullptr))
                drawTimelineAndIntervals(painter, place, collected, captureRange(m_snapshot));
        });
    addEvidence(document, detail->events);
}

void ReportSections::addEvidence(PagedDocument& document,
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
            return QStringList{text(*m_queries, event, "packet"), text(*m_queries, event, "time"),
                               text(*m_queries, event, "client"), text(*m_queries, event, "name"),
                               text(*m_queries, event, "qtype"),  text(*m_queries, event, "rcode"),
                               text(*m_queries, event, "ttl_s")};
        });
}

} // namespace beaconscope::report
