// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/export/text_report.h"

#include "core/base/text.h"
#include "core/export/findings_table.h"
#include "core/words/outcome.h"

#include <fmt/core.h>

#include <ostream>

namespace beaconscope::exporting {

namespace {

using detect::Finding;
using snapshot::Snapshot;

std::string recordsText(const snapshot::CaptureFacts& capture) {
    switch (snapshot::recordsOf(capture)) {
    case snapshot::Records::Packets:
        return counted(capture.packets, "packet", "packets");
    case snapshot::Records::Lines:
        return counted(capture.packets, "line", "lines");
    case snapshot::Records::PacketsAndLines:
        return withThousands(capture.packets) + " packets and lines";
    }
    return {};
}

/// Returns how much of the time was captured, where files leave some of it out.
std::string capturedPart(const snapshot::CaptureFacts& capture) {
    return capture.captured.spans().size() < 2
               ? std::string()
               : fmt::format(", of which {} were captured",
                             toHumanDuration(seconds(capture.captured.length())));
}

void writeCapture(const Snapshot& snapshot, std::ostream& out) {
    const snapshot::CaptureFacts& capture = snapshot.capture;
    for (const input::FileFacts& file : capture.files) {
        out << escapeForTerminal(file.path);
        if (file.opened)
            out << fmt::format(" ({}{})",
                               file.bytes ? counted(*file.bytes, "byte, ", "bytes, ") : "",
                               file.format);
        out << '\n';
        if (!file.sha256.empty())
            out << "  SHA-256 " << file.sha256 << '\n';
    }
    if (capture.first && capture.last)
        out << fmt::format(
            "From {} to {}, {}{}\n", toIso8601(*capture.first), toIso8601(*capture.last),
            toHumanDuration(seconds(*capture.last - *capture.first)), capturedPart(capture));
    out << fmt::format("{}, {}: {}, {}; {}, {}\n", recordsText(capture),
                       counted(capture.dnsMessages, "DNS message", "DNS messages"),
                       counted(capture.queries, "query", "queries"),
                       counted(capture.responses, "response", "responses"),
                       counted(snapshot.summaries->clients.size(), "client", "clients"),
                       counted(snapshot.summaries->names.size(), "name", "names"));
    for (const snapshot::Notice& notice : capture.notices)
        out << fmt::format("* {}: {}\n", escapeForTerminal(notice.title),
                           escapeForTerminal(notice.details));
}

std::string statusOf(const Snapshot& snapshot, const Finding& finding) {
    const bool isTimed =
        finding.judgement.flagged && finding.key.kind != series::FindingKind::Tunnel;
    const std::string what = isTimed
                                 ? "suspicious timing"
                                 : series::describe(finding.key.kind, finding.judgement.flagged);
    return finding.isExcluded() ? what + ", excluded: " + excludedByOf(snapshot, finding) : what;
}

/// Lists only the rules that hide something, because an imported list can make thousands of rules.
void writeRules(const Snapshot& snapshot, std::ostream& out) {
    const auto& rules = snapshot.settings.rules->rules();
    std::size_t idle = 0;
    if (!rules.empty())
        out << "\nRules, and what each hides:\n";
    for (std::size_t i = 0; i < snapshot.ruleHits.size(); ++i) {
        const snapshot::RuleHits& hits = snapshot.ruleHits[i];
        if (hits == snapshot::RuleHits()) {
            ++idle;
            continue;
        }
        out << fmt::format("  {}: {}, {}\n", rules::describe(rules[i]),
                           snapshot::describe(hits, rules[i].field),
                           counted(hits.findings, "finding", "findings"));
    }
    if (idle > 0)
        out << fmt::format("  {} nothing\n", counted(idle, "rule hides", "rules hide"));
}

void writeFinding(const Snapshot& snapshot, std::size_t rank, std::ostream& out) {
    const Finding finding = snapshot.detection->finding(rank);
    const std::string client = clientOf(snapshot, finding);
    const std::string name = nameOf(snapshot, finding);
    out << fmt::format("\n{}. {} {}\n", rank + 1, client.empty() ? "any client" : client,
                       escapeForTerminal(name.empty() ? domainOf(snapshot, finding) : name));
    out << "  " << escapeForTerminal(statusOf(snapshot, finding)) << '\n';
    for (const std::string& reason : snapshot.detection->reasons(rank))
        out << "  " << escapeForTerminal(reason) << '\n';
}

} // namespace

void writeTextReport(const Snapshot& snapshot, Listed listed, std::ostream& out) {
    writeCapture(snapshot, out);
    out << fmt::format("\n{}: {}\n", snapshot.settings.detection.detector->info().title,
                       words::outcomeOf(snapshot));
    writeFindingsTable(snapshot, listed, out);
    for (std::size_t rank = 0; rank < listedFindings(snapshot, listed); ++rank)
        writeFinding(snapshot, rank, out);
    writeRules(snapshot, out);
    if (snapshot.capture.dnsMessages > 0)
        out << "\nSuspicious timing is not proof: updaters, time services and telemetry ask with a "
               "rhythm too. Look-ups by DNS over TLS, QUIC or HTTPS cannot be seen.\n";
}

} // namespace beaconscope::exporting
