// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/export/json.h"

#include "core/base/atomic_file.h"
#include "core/base/text.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <ostream>
#include <utility>
#include <vector>

namespace beaconscope::exporting {

namespace {

using Json = nlohmann::ordered_json;

Json textOrNull(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

Json numberOrNull(const std::optional<double>& value) {
    return value ? Json(*value) : Json();
}

Json timeOrNull(const std::optional<Timestamp>& time) {
    return time ? Json(toIso8601(*time)) : Json();
}

const char* identifier(snapshot::Severity severity) {
    switch (severity) {
    case snapshot::Severity::Information:
        return "information";
    case snapshot::Severity::Warning:
        return "warning";
    case snapshot::Severity::Error:
        return "error";
    }
    return "";
}

Json captureJson(const snapshot::Snapshot& snapshot) {
    const snapshot::CaptureFacts& capture = snapshot.capture;
    Json files = Json::array();
    for (const input::FileFacts& file : capture.files) {
        files.push_back({{"path", file.path},
                         {"sha256", textOrNull(file.sha256)},
                         {"bytes", file.bytes ? Json(*file.bytes) : Json()},
                         {"packets", file.packets},
                         {"packets_without_time", file.withoutTime},
                         {"format", textOrNull(file.format)},
                         {"complete", file.complete},
                         {"problem", textOrNull(input::problemOf(file))}});
    }
    Json skipped = Json::object();
    for (const snapshot::SkippedCount& one : capture.skipped)
        skipped[one.id] = one.count;
    Json unread = Json::array();
    for (const network::UnreadPackets& one : capture.unread)
        unread.push_back(
            {{"kind", network::identifier(one.kind)},
             {"number", one.kind == network::UnreadKind::EncryptedWifi ? Json() : Json(one.number)},
             {"text", textOrNull(network::describeNumber(one.kind, one.number))},
             {"packets", one.count},
             {"first_packet", one.firstPacket},
             {"file", one.firstFile}});
    Json notices = Json::array();
    for (const snapshot::Notice& notice : capture.notices) {
        notices.push_back({{"id", notice.id},
                           {"severity", identifier(notice.severity)},
                           {"title", notice.title},
                           {"details", notice.details}});
    }
    return {{"files", std::move(files)},
            {"first_time", timeOrNull(capture.first)},
            {"last_time", timeOrNull(capture.last)},
            {"captured_s", seconds(capture.captured.length())},
            {"packets", capture.packets},
            {"dns_messages", capture.dnsMessages},
            {"queries", capture.queries},
            {"responses", capture.responses},
            {"clients", snapshot.summaries->clients.size()},
            {"names", snapshot.summaries->names.size()},
            {"skipped", std::move(skipped)},
            {"unread", std::move(unread)},
            {"notices", std::move(notices)}};
}

Json rangeJson(const std::optional<series::TimeRange>& range) {
    if (!range)
        return {};
    return {{"first_time", toIso8601(range->first)}, {"last_time", toIso8601(range->last)}};
}

Json parametersJson(const snapshot::AnalysisSettings& settings) {
    const detect::DetectionSettings& detection = settings.detection;
    Json parameters = {{"group", series::identifier(detection.grouping)},
                       {"range", rangeJson(settings.range)},
                       {"include_multicast", settings.includeMulticast}};
    const auto& infos = detection.detector->info().parameters;
    for (std::size_t i = 0; i < infos.size(); ++i)
        parameters[infos[i].id] = detection.parameters[i];
    return parameters;
}

Json knownServicesJson(const snapshot::AnalysisSettings& settings) {
    return {{"count", settings.knownServices ? settings.knownServices->size() : 0},
            {"file", textOrNull(settings.knownServicesFile)}};
}

Json rulesJson(const snapshot::Snapshot& snapshot) {
    Json rules = Json::array();
    const auto& all = snapshot.settings.rules->rules();
    for (std::size_t i = 0; i < all.size(); ++i) {
        const rules::Rule& rule = all[i];
        const snapshot::RuleHits hits =
            i < snapshot.ruleHits.size() ? snapshot.ruleHits[i] : snapshot::RuleHits{};
        rules.push_back({{"enabled", rule.enabled},
                         {"action", rules::identifier(rule.action)},
                         {"field", rules::identifier(rule.field)},
                         {"match", rules::identifier(rule.match)},
                         {"value", rule.value},
                         {"note", rule.note},
                         {"names", hits.names},
                         {"clients", hits.clients},
                         {"queries", hits.queries},
                         {"findings", hits.findings}});
    }
    return rules;
}

/// The names of a finding about a registered domain, those with the most queries first.
Json groupNames(const snapshot::Snapshot& snapshot, std::size_t rank,
                const detect::Finding& finding) {
    constexpr std::size_t kMaxNames = 20;
    if (!nameOf(snapshot, finding).empty())
        return Json::array({nameOf(snapshot, finding)});
    std::map<NameId, std::size_t> counts;
    for (const EventId row : snapshot.detection->rows(rank))
        ++counts[snapshot.store.events[row.index()].name];
    std::vector<std::pair<std::size_t, NameId>> busiest;
    busiest.reserve(counts.size());
    for (const auto& [name, count] : counts)
        busiest.emplace_back(count, name);
    std::sort(busiest.begin(), busiest.end(), std::greater<>());
    Json names = Json::array();
    for (std::size_t i = 0; i < std::min(busiest.size(), kMaxNames); ++i)
        names.push_back(snapshot.store.names.text(busiest[i].second));
    return names;
}

Json findingJson(const snapshot::Snapshot& snapshot, std::size_t rank) {
    const detect::Finding finding = snapshot.detection->finding(rank);
    const detect::Judgement& judgement = finding.judgement;
    const auto& chance = judgement.falseAlarm;
    return {{"client", textOrNull(clientOf(snapshot, finding))},
            {"name", textOrNull(nameOf(snapshot, finding))},
            {"registered_domain", domainOf(snapshot, finding)},
            {"group", series::identifier(snapshot.settings.detection.grouping)},
            {"kind", series::identifier(finding.key.kind)},
            {"queries", finding.queries},
            {"timed_responses", finding.timedResponses},
            {"beats", judgement.beats ? Json(*judgement.beats) : Json()},
            {"first_time", toIso8601(finding.first)},
            {"last_time", toIso8601(finding.last)},
            {"period_s", numberOrNull(judgement.periodSeconds)},
            {"jitter", numberOrNull(judgement.jitter)},
            {"score", judgement.score},
            {"flagged", judgement.flagged},
            {"excluded_by", textOrNull(excludedByOf(snapshot, finding))},
            {"reasons", snapshot.detection->reasons(rank)},
            {"p_free", chance ? Json(std::exp(chance->lnFree)) : Json()},
            {"ln_p_free", chance ? Json(chance->lnFree) : Json()},
            {"p_final", chance ? Json(std::exp(chance->lnFinal)) : Json()},
            {"ln_p_final", chance ? Json(chance->lnFinal) : Json()},
            {"q_value", chance ? Json(chance->qValue) : Json()},
            {"missed_rate", numberOrNull(judgement.missedRate)},
            {"cycle_s", numberOrNull(judgement.cycleSeconds)},
            {"cycle_parts_s", judgement.cyclePartsSeconds},
            {"ttl_s", numberOrNull(judgement.ttlSeconds)},
            {"time_resolution_s", judgement.timeResolutionSeconds},
            {"explained_by", textOrNull(judgement.explainedBy)},
            {"clients", judgement.clients ? Json(*judgement.clients) : Json()},
            {"group_names", groupNames(snapshot, rank, finding)}};
}

/// Writes deceptive characters as JSON escapes, so that a text editor shows what is there. They can
/// only stand in strings. `json` is valid UTF-8.
std::string withoutDeceptive(std::string json) {
    const bool isPlain =
        std::ranges::none_of(json, [](char c) { return static_cast<unsigned char>(c) >= 0x7f; });
    if (isPlain) // nearly always
        return json;
    std::string safe;
    safe.reserve(json.size());
    for (std::size_t at = 0; at < json.size();) {
        const CodePoint point = codePointAt(json, at);
        if (json[at] == '\n' || !isDeceptive(point.value))
            safe.append(json, at, point.length);
        else if (point.value < 0x1'0000)
            safe += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(point.value));
        else // RFC 8259 section 7: a pair of surrogates
            safe += fmt::format("\\u{:04x}\\u{:04x}", 0xd7c0 + (point.value >> 10U),
                                0xdc00 + (point.value & 0x3ffU));
        at += point.length;
    }
    return safe;
}

/// Only paths can hold bytes that are not UTF-8; all other texts are UTF-8 already.
std::string dumped(const Json& json) {
    return withoutDeceptive(json.dump(2, ' ', false, Json::error_handler_t::replace));
}

} // namespace

void writeJson(const snapshot::Snapshot& snapshot, Listed listed, std::ostream& out,
               const std::stop_token& stop) {
    const detect::DetectionSettings& detection = snapshot.settings.detection;
    out << "{\n\"schema_version\": " << kJsonSchemaVersion
        << ",\n\"capture\": " << dumped(captureJson(snapshot))
        << ",\n\"detector\": " << dumped(detection.detector->info().id)
        << ",\n\"parameters\": " << dumped(parametersJson(snapshot.settings))
        << ",\n\"known_services\": " << dumped(knownServicesJson(snapshot.settings))
        << ",\n\"rules\": " << dumped(rulesJson(snapshot)) << ",\n\"findings\": [";
    // Findings are written one at a time: there may be millions, if unflagged series are listed.
    const std::size_t count = listedFindings(snapshot, listed);
    for (std::size_t rank = 0; rank < count && !stop.stop_requested(); ++rank)
        out << (rank == 0 ? "\n" : ",\n") << dumped(findingJson(snapshot, rank));
    out << (count == 0 ? "]" : "\n]") << "\n}\n";
}

std::optional<Error> writeJson(const snapshot::Snapshot& snapshot, Listed listed,
                               const std::string& path) {
    return writeFileAtomically(path, [&](std::ostream& out) { writeJson(snapshot, listed, out); });
}

} // namespace beaconscope::exporting
