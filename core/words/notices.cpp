// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/words/notices.h"

#include "core/base/no_time.h"
#include "core/base/text.h"
#include "core/detect/beats_needed.h"
#include "core/input/problem_text.h"
#include "core/words/by_file.h"
#include "core/words/log_notices.h"
#include "core/words/time_notices.h"
#include "core/words/unread_notices.h"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

namespace beaconscope::words {

namespace {

/// Below this share of responses (or queries) a capture is called one-sided.
constexpr double kOneSidedShare = 0.02;
constexpr std::uint64_t kMinMessagesToJudgeSides = 10;
/// A notice says that responses have no query if their share is at least this.
constexpr double kNotableShare = 0.01;
constexpr const char* kReach = "reach";
constexpr const char* kTooShort = "Too short to show any rhythm";

/// Returns what to write before a notice that is about the whole capture: nothing for one file.
std::string ofAllFiles(const snapshot::CaptureFacts& facts) {
    const auto read = std::ranges::count_if(facts.files, &input::FileFacts::opened);
    return read < 2 ? std::string()
                    : fmt::format("All {} files together: ",
                                  withThousands(static_cast<std::uint64_t>(read)));
}

/// "one.pcap", "one.pcap and two.pcap", "one.pcap and 5 more"
std::string listOf(const std::vector<std::string>& names) {
    switch (names.size()) {
    case 1:
        return names[0];
    case 2:
        return names[0] + " and " + names[1];
    default:
        return fmt::format("{} and {} more", names[0], withThousands(names.size() - 1));
    }
}

void addFileNotices(const snapshot::CaptureFacts& facts, std::vector<snapshot::Notice>& notices) {
    const std::vector<std::string> names = snapshot::fileNames(facts);
    for (std::size_t i = 0; i < facts.files.size(); ++i) {
        const input::FileFacts& file = facts.files[i];
        if (!file.opened) {
            notices.push_back(
                {"unreadable_file", snapshot::Severity::Error, "File not read",
                 fmt::format("{}: {}.", escapeForTerminal(file.path), input::problemOf(file))});
        } else if (!file.complete) {
            notices.push_back({"truncated_file", snapshot::Severity::Warning, "File read in part",
                               fmt::format("{}: {}.", names[i], input::problemOf(file))});
        }
    }
}

void addLeftOutNotice(const snapshot::CaptureFacts& facts, std::vector<snapshot::Notice>& notices) {
    constexpr std::size_t kMaxFilesNamed = 10;
    if (facts.leftOut.empty())
        return;
    std::string names;
    for (std::size_t i = 0; i < std::min(facts.leftOut.size(), kMaxFilesNamed); ++i)
        names += fmt::format(" {}: {}.", escapeForTerminal(facts.leftOut[i].path),
                             input::withSubject(facts.leftOut[i].reason));
    if (facts.leftOut.size() > kMaxFilesNamed)
        names += fmt::format(" And {} more.", withThousands(facts.leftOut.size() - kMaxFilesNamed));
    notices.push_back(
        {"left_out_files", snapshot::Severity::Information,
         counted(facts.leftOut.size(), "file", "files") + " left out",
         "These are not captures or logs that can be read, or there were too many files." + names});
}

/// "2023-08-05T08:23:00Z"
std::string toSecond(Timestamp time) {
    constexpr std::size_t kSeconds = 19;
    return toIso8601(time).substr(0, kSeconds) + 'Z';
}

/// "whole seconds", "steps of 5 m 00 s"
std::string describeStep(Duration step) {
    using namespace std::chrono_literals;
    if (step == 1h)
        return "whole hours";
    if (step == 1min)
        return "whole minutes";
    if (step == 1s)
        return "whole seconds";
    return "steps of " + toHumanDuration(seconds(step));
}

void addCoarseTimesNotices(const snapshot::CaptureFacts& facts,
                           std::vector<snapshot::Notice>& notices) {
    using namespace std::chrono_literals;
    if (!facts.timeGrids)
        return;
    // A finer grid limits no period that is looked for.
    constexpr Duration kMinTold = 100ms;
    const std::vector<std::string> all = snapshot::fileNames(facts);
    std::map<std::pair<Duration, bool>, std::vector<std::string>> files;
    for (std::size_t i = 0; i < facts.timeGrids->size() && i < facts.files.size(); ++i) {
        const store::TimeGrid& grid = (*facts.timeGrids)[i];
        if (grid.isUsed && grid.step >= kMinTold)
            files[{grid.step, grid.isArrival}].push_back(all[i]);
    }
    for (const auto& [grid, names] : files) {
        const auto& [step, isArrival] = grid;
        const std::string named = listOf(names);
        const std::string shortest = toHumanDuration(detect::kMinPeriodResolutions * seconds(step));
        if (isArrival)
            notices.push_back(
                {"arrival_times", snapshot::Severity::Warning, "Times of arrival, not of queries",
                 fmt::format("{}: the queries of all clients come together about every {}. That is "
                             "the clock of a system that collects them, and not of the clients. "
                             "Periods below {} cannot be judged from such times.",
                             named, toHumanDuration(seconds(step)), shortest)});
        else
            notices.push_back(
                {"coarse_times", snapshot::Severity::Warning,
                 fmt::format("Times in {}", describeStep(step)),
                 fmt::format(
                     "{}: all times are {}. Periods below {} cannot be judged from them. For "
                     "the tests, each time is placed at random within its step.",
                     named, describeStep(step), shortest)});
    }
}

void addUnaskedNotice(const snapshot::CaptureFacts& facts, const store::MessageCounts& counts,
                      std::vector<snapshot::Notice>& notices) {
    const std::uint64_t unasked = counts.responsesWithoutQuery;
    const std::uint64_t responses = counts.responses - counts.multicastResponses;
    if (unasked < kMinMessagesToJudgeSides || !counts.lastQuery || !counts.lastResponse ||
        static_cast<double>(unasked) < kNotableShare * static_cast<double>(responses))
        return;
    notices.push_back(
        {"responses_without_query", snapshot::Severity::Warning,
         withThousands(unasked) + " responses without a query",
         fmt::format("{}{} of {} responses of resolvers have no query in this capture. The last "
                     "query is at {}, the last response at {}. Timing is judged on queries. A "
                     "response is judged instead only where its file shows one direction.",
                     ofAllFiles(facts), withThousands(unasked), withThousands(responses),
                     toSecond(*counts.lastQuery), toSecond(*counts.lastResponse))});
}

/// Looks at queries to resolvers only. mDNS and LLMNR messages reach every host of the local
/// network in both directions, so they would hide that the capture lacks one direction of the rest.
void addSideNotices(const snapshot::CaptureFacts& facts, const store::MessageCounts& counts,
                    std::vector<snapshot::Notice>& notices) {
    const std::uint64_t queries = counts.queries - counts.multicastQueries;
    const std::uint64_t responses = counts.responses - counts.multicastResponses;
    const std::uint64_t messages = queries + responses;
    if (messages < kMinMessagesToJudgeSides)
        return;
    const double limit = kOneSidedShare * static_cast<double>(messages);
    if (static_cast<double>(responses) < limit) {
        notices.push_back(
            {"queries_only", snapshot::Severity::Information, "Queries only",
             fmt::format("{}{} to resolvers, {}: the capture shows one direction. Response codes, "
                         "TTLs and round trips are unknown, so the TTL cannot show whether a "
                         "rhythm is a cache refresh or a beacon.",
                         ofAllFiles(facts), counted(queries, "query", "queries"),
                         counted(responses, "response", "responses"))});
    } else if (static_cast<double>(queries) < limit) {
        notices.push_back(
            {"responses_only", snapshot::Severity::Warning, "Responses only",
             fmt::format("{}{} of resolvers, {}: the capture shows one direction. So the times of "
                         "the responses are judged.",
                         ofAllFiles(facts), counted(responses, "response", "responses"),
                         counted(queries, "query", "queries"))});
    } else {
        addUnaskedNotice(facts, counts, notices);
    }
}

void addSkipNotices(const snapshot::CaptureFacts& facts, std::vector<snapshot::Notice>& notices) {
    const std::vector<std::string> names = snapshot::fileNames(facts);
    for (const snapshot::SkippedCount& skipped : facts.skipped) {
        if (skipped.id == input::identifier(input::SkipReason::UnknownLinkType))
            continue; // addUnreadNotices() tells which types
        const bool isCopy = skipped.id == input::identifier(input::SkipReason::Duplicate);
        const bool isLine = skipped.id == input::identifier(input::SkipReason::LogLine);
        const std::string file =
            skipped.firstFile < names.size() ? names[skipped.firstFile] : "its file";
        std::string details = isLine ? "" : byFile(skipped.files, skipped.count, names);
        if (isLine) {
            for (std::size_t i = 0; i < facts.files.size(); ++i) {
                if (const std::string lost = describeLostLines(facts.files[i]); !lost.empty())
                    details += fmt::format(" {}: {}", names[i], lost);
            }
        }
        notices.push_back(
            {"skipped_" + skipped.id,
             isCopy ? snapshot::Severity::Information : snapshot::Severity::Warning,
             isCopy ? counted(skipped.count, "copy", "copies")
                    : withThousands(skipped.count) + " skipped",
             fmt::format("{} {}. {} {} {}, at byte {} of {}.{}", withThousands(skipped.count),
                         skipped.description, skipped.count == 1 ? "It is" : "The first is",
                         isLine ? "line" : "packet", withThousands(skipped.firstPacket),
                         withThousands(skipped.firstOffset), file, details)});
    }
}

void addEncryptedDnsNotice(const snapshot::CaptureFacts& facts,
                           std::vector<snapshot::Notice>& notices) {
    constexpr std::size_t kMaxClientsNamed = 20;
    if (facts.encryptedDns.empty())
        return;
    std::uint64_t flows = facts.encryptedFlowsOfOthers;
    std::string clients;
    for (std::size_t i = 0; i < facts.encryptedDns.size(); ++i) {
        const network::EncryptedDnsUse& use = facts.encryptedDns[i];
        flows += use.total();
        if (i < kMaxClientsNamed)
            clients += fmt::format("{}{} (TLS {}, QUIC {}, HTTPS {})", i == 0 ? "" : ", ",
                                   use.client.toString(), withThousands(use.dotFlows),
                                   withThousands(use.doqFlows), withThousands(use.dohFlows));
    }
    if (facts.encryptedDns.size() > kMaxClientsNamed)
        clients += fmt::format(" and {} more",
                               withThousands(facts.encryptedDns.size() - kMaxClientsNamed));
    if (facts.encryptedFlowsOfOthers > 0)
        clients += fmt::format("; {} of further clients, which are not listed one by one",
                               counted(facts.encryptedFlowsOfOthers, "flow is", "flows are"));
    notices.push_back(
        {"encrypted_dns", snapshot::Severity::Warning, "Encrypted DNS seen",
         fmt::format(
             "{}{} of DNS over TLS, QUIC or HTTPS by {}. The names in {} cannot be seen, so "
             "{} may beacon even without a finding. {}.",
             ofAllFiles(facts), counted(flows, "flow", "flows"),
             counted(facts.encryptedDns.size(), "client", "clients"), flows == 1 ? "it" : "them",
             facts.encryptedDns.size() == 1 ? "this client" : "these clients", clients)});
}

/// Returns the time from the first query to the last, as far as it was captured.
double capturedSeconds(const snapshot::CaptureFacts& facts, const store::MessageCounts& counts) {
    return seconds(facts.captured.isEmpty()
                       ? *counts.lastQuery - *counts.firstQuery
                       : facts.captured.lengthWithin(*counts.firstQuery, *counts.lastQuery));
}

void addReachNotice(const snapshot::CaptureFacts& facts, const store::MessageCounts& counts,
                    std::vector<snapshot::Notice>& notices) {
    if (!counts.lastQuery || *counts.lastQuery == kNoTime)
        return;
    const double spanSeconds = capturedSeconds(facts, counts);
    if (spanSeconds <= 0) {
        notices.push_back(
            {kReach, snapshot::Severity::Information, kTooShort,
             fmt::format("{}All queries came at one moment. A rhythm needs at least {} "
                         "beats to show.",
                         ofAllFiles(facts), detect::kMinBeats)});
        return;
    }
    const std::string longest = toHumanDuration(spanSeconds / (detect::kMinBeats - 1));
    notices.push_back(
        {kReach, snapshot::Severity::Information, fmt::format("Periods up to {}", longest),
         fmt::format(
             "{}The first and the last query are {} apart. A rhythm needs at least {} beats "
             "to show, so this capture cannot show periods longer than {}.",
             ofAllFiles(facts), toHumanDuration(spanSeconds), detect::kMinBeats, longest)});
}

/// "fewer than 0.1" or "about 2.3"
std::string aboutSoMany(double count) {
    constexpr double kMinShown = 0.1;
    return count < kMinShown ? "fewer than 0.1" : fmt::format("about {:.1f}", count);
}

/// Adds how many series the run tested, and how many false findings to expect of them.
void addTestedSeries(const detect::Coverage& coverage, snapshot::Notice& notice) {
    notice.details +=
        fmt::format(" Series that were tested: {}. Series with too few beats to be tested: {}.",
                    withThousands(coverage.tested), withThousands(coverage.untested));
    if (coverage.tested == 0 || !coverage.expectedFalse)
        return;
    const std::string expected = aboutSoMany(*coverage.expectedFalse);
    notice.title += fmt::format("; {} series tested, {} false expected",
                                withThousands(coverage.tested), expected);
    notice.details += fmt::format(
        " If none of them had a rhythm, {} would stand out by chance with the present limit, and "
        "{} as much as the weakest finding does.",
        aboutSoMany(coverage.expectedByChance), expected);
    if (coverage.couldBeChance > 0)
        notice.details += fmt::format(
            " {} out by themselves but not among so many. They are not flagged, and “Show "
            "Unflagged” lists them as “could be chance”.",
            counted(coverage.couldBeChance, "series stands", "series stand"));
}

} // namespace

void setReachNotice(const detect::Coverage& coverage, snapshot::CaptureFacts& facts) {
    std::vector<snapshot::Notice>& notices = facts.notices;
    auto notice = std::find_if(notices.begin(), notices.end(),
                               [](const snapshot::Notice& one) { return one.id == kReach; });
    if (notice == notices.end()) {
        if (coverage.tested == 0)
            return;
        // A capture of mDNS queries alone has no such notice until these queries are judged.
        notice = notices.insert(notices.end(),
                                snapshot::Notice{kReach, snapshot::Severity::Information, {}, {}});
    }
    const std::string longest = toHumanDuration(coverage.longestPeriodSeconds);
    const std::string shortest = toHumanDuration(coverage.shortestPeriodSeconds);
    if (coverage.longestPeriodSeconds < coverage.shortestPeriodSeconds) {
        notice->title = kTooShort;
        notice->details =
            fmt::format("{}The first and the last query are so close that only periods up "
                        "to {} could be told from chance. Periods below {} are not "
                        "looked for.",
                        ofAllFiles(facts), longest, shortest);
    } else {
        notice->title = fmt::format("Periods up to {}", longest);
        notice->details = fmt::format(
            "{}Between the first and the last query, a rhythm can be told from chance only if its "
            "period is at most {} and at least {}, even if the rhythm is perfect.",
            ofAllFiles(facts), longest, shortest);
    }
    addTestedSeries(coverage, *notice);
}

void addLoneResponsesNotice(const store::LoneResponses& responses, snapshot::CaptureFacts& facts) {
    const bool isOne = responses.count() == 1;
    const std::vector<std::string> names = snapshot::fileNames(facts);
    std::vector<std::string> files;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (responses.areIn(i))
            files.push_back(names[i]);
    }
    const std::string where = files.empty() ? std::string() : listOf(files) + ": ";
    facts.notices.push_back(
        {"responses_judged", snapshot::Severity::Warning, "Times of responses judged",
         fmt::format(
             "{}{} judged instead of {}, which is not in the capture. Their times are those "
             "of the responses: each comes a round trip after its query, and a query "
             "without a response is not seen. They do not count as queries.",
             where, counted(responses.count(), "response is", "responses are"),
             isOne ? "its query" : "the query of each")});
}

std::vector<snapshot::SkippedCount> skippedCounts(const input::SkipCounts& skipped) {
    std::vector<snapshot::SkippedCount> counts;
    for (std::size_t i = 0; i < input::kSkipReasonCount; ++i) {
        const auto reason = static_cast<input::SkipReason>(i);
        const auto& entry = skipped[reason];
        if (entry.count > 0)
            counts.push_back({input::identifier(reason), input::describe(reason, entry.count),
                              entry.count, entry.firstPacket, entry.firstOffset, entry.firstFile,
                              entry.files});
    }
    return counts;
}

std::vector<snapshot::Notice> noticesFor(const snapshot::CaptureFacts& facts,
                                         const store::MessageCounts& counts) {
    std::vector<snapshot::Notice> notices;
    addFileNotices(facts, notices);
    addLeftOutNotice(facts, notices);
    addLogNotices(facts, notices);
    addCoarseTimesNotices(facts, notices);
    addTimeNotices(facts, notices);
    addUnreadNotices(facts, notices);
    addSkipNotices(facts, notices);
    addSideNotices(facts, counts, notices);
    if (counts.withoutQuestion > 0) {
        notices.push_back(
            {"without_question", snapshot::Severity::Information,
             withThousands(counts.withoutQuestion) + " without a name",
             ofAllFiles(facts) +
                 (counts.withoutQuestion == 1
                      ? "1 DNS message carries no question that could be read. It is counted as a "
                        "message but belongs to no name."
                      : withThousands(counts.withoutQuestion) +
                            " DNS messages carry no question that could be read. They are counted "
                            "as "
                            "messages but belong to no name.")});
    }
    addEncryptedDnsNotice(facts, notices);
    addReachNotice(facts, counts, notices);
    return notices;
}

} // namespace beaconscope::words
