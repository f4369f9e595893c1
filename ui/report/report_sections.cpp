// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/report/report_sections.h"

#include "core/base/text.h"
#include "core/detect/detector.h"
#include "core/words/outcome.h"
#include "ui/report/paged_document.h"
#include "ui/report/report_words.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <utility>
#include <vector>

namespace beaconscope::report {

namespace {

/// The facts of more files than this would push the findings off the first page.
constexpr std::size_t kMaxFilesInFront = 2;

QString tr(const char* text) {
    return QCoreApplication::translate("beaconscope::report::ReportSections", text);
}

QString sizeText(const input::FileFacts& file) {
    const std::string records = file.isLog ? counted(file.packets, "line", "lines")
                                           : counted(file.packets, "packet", "packets");
    return shown(file.bytes ? counted(*file.bytes, "byte, ", "bytes, ") + records : records);
}

QString groupingText(series::Grouping grouping) {
    switch (grouping) {
    case series::Grouping::ClientName:
        return tr("one client and one name");
    case series::Grouping::ClientDomain:
        return tr("one client and one registered domain");
    case series::Grouping::Name:
        return tr("one name over all clients");
    }
    return {};
}

QString severityText(snapshot::Severity severity) {
    switch (severity) {
    case snapshot::Severity::Information:
        return tr("Information");
    case snapshot::Severity::Warning:
        return tr("Warning");
    case snapshot::Severity::Error:
        return tr("Error");
    }
    return {};
}

QString knownServicesText(const snapshot::AnalysisSettings& settings) {
    const std::size_t services = settings.knownServices ? settings.knownServices->size() : 0;
    if (settings.knownServicesFile.empty())
        return services == 0 ? tr("none")
                             : tr("%1, the list that comes with the program").arg(count(services));
    return tr("%1, from %2").arg(count(services), shown(settings.knownServicesFile));
}

} // namespace

ReportSections::ReportSections(const snapshot::Snapshot& snapshot)
    : m_snapshot(snapshot) {}

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

void ReportSections::addFrontPage(PagedDocument& document, const QDateTime& generatedAt) const {
    document.addText(tr("Beacons in DNS"), TextStyle::Title);
    document.addText(fileNames(), TextStyle::Subheading);
    document.addText(madeBy(generatedAt), TextStyle::Small);
    addResult(document);

    document.addText(tr("Capture"), TextStyle::Heading);
    if (m_snapshot.capture.files.size() <= kMaxFilesInFront)
        addFiles(document);
    addTotals(document);
}

void ReportSections::addFiles(PagedDocument& document) const {
    for (const input::FileFacts& file : m_snapshot.capture.files) {
        std::vector<std::pair<QString, QString>> facts = {
            {tr("File"), shown(file.path)},
            {tr("SHA-256"),
             file.sha256.empty() ? tr("not computed") : QString::fromStdString(file.sha256)},
            {tr("Format"), shown(file.format)},
            {tr("Size"), sizeText(file)},
        };
        if (!file.opened || !file.complete) {
            facts.emplace_back(file.opened ? tr("Read in part") : tr("Not read"),
                               shown(input::problemOf(file)));
        }
        document.addText(QString(), TextStyle::Small);
        document.addFacts(facts);
    }
}

void ReportSections::addTotals(PagedDocument& document) const {
    const snapshot::CaptureFacts& capture = m_snapshot.capture;
    document.addText(QString(), TextStyle::Small);
    std::vector<std::pair<QString, QString>> facts;
    if (capture.files.size() > kMaxFilesInFront)
        facts.emplace_back(tr("Files"), tr("%1, listed below").arg(count(capture.files.size())));
    facts.emplace_back(tr("First packet"), moment(capture.first));
    facts.emplace_back(tr("Last packet"), moment(capture.last));
    if (capture.first && capture.last) {
        facts.emplace_back(tr("Span"), QString::fromStdString(toHumanDuration(
                                           seconds(*capture.last - *capture.first))));
    }
    facts.emplace_back(snapshot::recordsOf(capture) == snapshot::Records::Packets
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
}

void ReportSections::addRestOfCapture(PagedDocument& document) const {
    const snapshot::CaptureFacts& capture = m_snapshot.capture;
    if (capture.files.size() > kMaxFilesInFront) {
        document.addText(tr("Files"), TextStyle::Heading);
        addFiles(document);
    }
    if (capture.skipped.empty())
        return;
    document.addText(tr("Left out of the analysis"), TextStyle::Heading);
    document.addTable(
        {{tr("Reason"), 5, Qt::AlignLeft},
         {tr("Count"), 1, Qt::AlignRight},
         {tr("First packet"), 1.2, Qt::AlignRight},
         {tr("of file"), 3, Qt::AlignLeft}},
        capture.skipped.size(), [&capture, files = snapshot::fileNames(capture)](std::size_t row) {
            const snapshot::SkippedCount& skipped = capture.skipped[row];
            return QStringList{
                shown(skipped.description), count(skipped.count), count(skipped.firstPacket),
                skipped.firstFile < files.size() ? shown(files[skipped.firstFile]) : QString()};
        });
}

void ReportSections::addResult(PagedDocument& document) const {
    document.addText(shown(words::outcomeOf(m_snapshot)), TextStyle::Strong);
    document.addText(tr("Suspicious timing is not proof of malice: updaters, cache refreshes and "
                        "monitoring ask with a rhythm, too. See the limits at the end."));
}

void ReportSections::addMethod(PagedDocument& document) const {
    document.addText(tr("Method"), TextStyle::Heading);
    const detect::DetectionSettings& settings = m_snapshot.settings.detection;
    if (!settings.detector) {
        document.addText(tr("No detector was chosen."));
        return;
    }
    const detect::DetectorInfo& info = settings.detector->info();
    document.addText(shown(info.title), TextStyle::Strong);
    document.addText(shown(info.description));
    std::vector<std::pair<QString, QString>> facts;
    facts.emplace_back(tr("A series is"), groupingText(settings.grouping));
    const std::size_t parameters = std::min(info.parameters.size(), settings.parameters.size());
    for (std::size_t i = 0; i < parameters; ++i) {
        const detect::ParameterInfo& parameter = info.parameters[i];
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
                          const auto hits = known ? m_snapshot.ruleHits[row] : snapshot::RuleHits();
                          return QStringList{words, shown(rule.note),
                                             shown(snapshot::describe(hits, rule.field)),
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
                          const snapshot::Notice& notice = notices[row];
                          return QStringList{severityText(notice.severity), shown(notice.title),
                                             shown(notice.details)};
                      });
}

} // namespace beaconscope::report
