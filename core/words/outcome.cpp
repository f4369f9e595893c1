// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/words/outcome.h"

#include "core/base/text.h"
#include "core/detect/detector.h"
#include "core/input/skip_reason.h"
#include "core/words/by_file.h"
#include "core/words/unread_notices.h"

#include <fmt/core.h>

namespace beaconscope::words {

namespace {

/// Returns how many findings the rules hide.
std::uint64_t hiddenFindings(const snapshot::Snapshot& snapshot) {
    std::uint64_t hidden = 0;
    for (const snapshot::RuleHits& hits : snapshot.ruleHits)
        hidden += hits.findings;
    return hidden;
}

std::size_t reportedTunnels(const detect::Detection& detection) {
    std::size_t tunnels = 0;
    for (std::size_t rank = 0; rank < detection.reportedCount(); ++rank)
        tunnels += detection.key(rank).kind == series::FindingKind::Tunnel;
    return tunnels;
}

/// Returns for example " (41,784 had too few beats)", or an empty string.
std::string untestedText(const detect::Coverage& coverage) {
    return coverage.untested == 0
               ? std::string()
               : fmt::format(" ({} had too few beats)", withThousands(coverage.untested));
}

std::string nothingTested(const detect::Coverage& coverage) {
    return coverage.untested == 0
               ? "No series is left to be tested."
               : fmt::format("No series could be tested{}.", untestedText(coverage));
}

/// Most series of a capture are too short to test. If the detector counts them apart, the sentence
/// does so too: nobody should think that the detector cleared them.
std::string noneFlagged(const detect::Detection& detection) {
    const std::string detector = detection.settings().detector->info().title;
    const auto& coverage = detection.coverage();
    if (!coverage)
        return fmt::format("{} judged and none is flagged by “{}” with its present limits.",
                           counted(detection.size(), "series was", "series were"), detector);
    if (coverage->tested == 0)
        return nothingTested(*coverage);
    std::string none =
        fmt::format("Nothing here exceeds chance once caches are allowed for: {} series could be "
                    "tested and none is flagged by "
                    "“{}” with its present limits{}.",
                    withThousands(coverage->tested), detector, untestedText(*coverage));
    if (coverage->couldBeChance == 0)
        return none;
    return fmt::format(
        "{} {} out by themselves, and of so many {:.1f} would by chance alone; “Show "
        "Unflagged” lists them as “could be chance”.",
        none, counted(coverage->couldBeChance, "series stands", "series stand"),
        coverage->expectedByChance);
}

/// Returns the words for all series that were judged: "1,204 that could be tested".
std::string outOf(const detect::Detection& detection) {
    const auto& coverage = detection.coverage();
    if (!coverage)
        return fmt::format("{} judged", counted(detection.size(), "that was", "that were"));
    return fmt::format("{} that could be tested{}", withThousands(coverage->tested),
                       untestedText(*coverage));
}

std::string timingOutcome(const detect::Detection& detection, std::size_t findings) {
    if (findings > 0)
        return fmt::format("{} suspicious timing, of {}.",
                           counted(findings, "series has", "series have"), outOf(detection));
    const auto& coverage = detection.coverage();
    return coverage && coverage->tested == 0
               ? nothingTested(*coverage)
               : fmt::format("No series has suspicious timing, of {}.", outOf(detection));
}

/// Says of a capture without a DNS message what was seen instead, and nothing else.
std::string nothingUnderstood(const snapshot::CaptureFacts& capture) {
    std::string text =
        fmt::format("{} DNS that can be read.", capture.packets == 1
                                                    ? "The only packet does not hold"
                                                    : fmt::format("None of the {} packets holds",
                                                                  withThousands(capture.packets)));
    if (const std::string unread = describeUnread(capture); !unread.empty())
        text += ' ' + unread;
    const std::vector<std::string> files = snapshot::fileNames(capture);
    for (const snapshot::SkippedCount& skipped : capture.skipped) {
        if (skipped.id == input::identifier(input::SkipReason::UnknownLinkType))
            continue; // told with its number already
        const bool isNamed = files.size() > 1 && skipped.firstFile < files.size();
        text += fmt::format(" Skipped: {} {}, the first in packet {}{}.{}",
                            withThousands(skipped.count), skipped.description,
                            withThousands(skipped.firstPacket),
                            isNamed ? " of " + files[skipped.firstFile] : std::string(),
                            byFile(skipped.files, skipped.count, files));
    }
    std::uint64_t flows = capture.encryptedFlowsOfOthers;
    for (const network::EncryptedDnsUse& use : capture.encryptedDns)
        flows += use.total();
    if (flows > 0)
        text +=
            fmt::format(" It has {} of DNS over TLS, QUIC or HTTPS, whose names cannot be seen.",
                        counted(flows, "flow", "flows"));
    return text;
}

/// Says why a capture with queries has no series.
std::string nothingToJudge(const snapshot::Snapshot& snapshot) {
    std::uint64_t unicast = 0;
    std::uint64_t multicast = 0;
    for (std::size_t i = 0; i < snapshot.store.events.size(); ++i) {
        const store::Event& event = snapshot.store.events[i];
        if (event.has(store::EventFlag::HasQuery))
            ++(dns::isMulticast(event.transport) ? multicast : unicast);
    }
    const bool isTimeless = snapshot.capture.captured.isEmpty();
    const std::string start = fmt::format("No query could be judged{}",
                                          snapshot.settings.range ? " in the time range" : "");
    if (unicast == 0 && multicast == 0)
        return start + ": none has a question that could be read.";
    if (multicast > 0 && !snapshot.settings.includeMulticast)
        return start + ": mDNS and LLMNR queries are only judged with “Include mDNS and LLMNR”.";
    return start + (isTimeless ? ": the packets have no time." : ".");
}

} // namespace

std::string reasonForNothing(const snapshot::Snapshot& snapshot) {
    const snapshot::CaptureFacts& capture = snapshot.capture;
    if (capture.packets == 0)
        return "No packet could be read, so there is nothing to judge.";
    if (capture.dnsMessages == 0)
        return nothingUnderstood(capture);
    if (capture.queries == 0 && !snapshot.store.loneResponses)
        return fmt::format("The capture holds {} but no query; timing is judged on queries.",
                           counted(capture.responses, "DNS response", "DNS responses"));
    if (!snapshot.detection || snapshot.detection->reportedCount() > 0)
        return {};
    if (snapshot.detection->size() == 0)
        return nothingToJudge(snapshot);
    const std::string none = noneFlagged(*snapshot.detection);
    const std::uint64_t hidden = hiddenFindings(snapshot);
    return hidden == 0 ? none
                       : fmt::format("{} Rules hide {} that would be flagged.", none,
                                     withThousands(hidden));
}

std::string outcomeOf(const snapshot::Snapshot& snapshot) {
    if (!snapshot.emptyReason.empty() || !snapshot.detection)
        return snapshot.emptyReason;
    const detect::Detection& detection = *snapshot.detection;
    const std::size_t tunnels = reportedTunnels(detection);
    std::string outcome = timingOutcome(detection, detection.reportedCount() - tunnels);
    if (tunnels > 0)
        outcome +=
            fmt::format(" {}{} {} flagged for the volume of {} names, which may carry data.",
                        withThousands(tunnels), tunnels < detection.reportedCount() ? " more" : "",
                        tunnels == 1 ? "is" : "are", tunnels == 1 ? "its" : "their");
    if (const std::uint64_t hidden = hiddenFindings(snapshot); hidden > 0)
        outcome += fmt::format(" Rules hide {} more.", withThousands(hidden));
    return outcome;
}

} // namespace beaconscope::words
