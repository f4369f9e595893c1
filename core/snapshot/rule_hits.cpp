// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/snapshot/rule_hits.h"

#include "core/base/text.h"
#include "core/snapshot/snapshot.h"

namespace beaconscope::snapshot {

namespace {

using series::RuleIndex;

std::vector<RuleHits> hitsInStore(const Snapshot& snapshot) {
    const series::Exclusions& exclusions = *snapshot.exclusions;
    std::vector<RuleHits> hits;
    for (const std::uint64_t names : exclusions.namesByRule())
        hits.push_back({.names = names});
    if (hits.empty())
        return hits;
    for (const ClientSummary& client : snapshot.summaries->clients) {
        if (const RuleIndex rule = exclusions.ofClient(client.client); rule != series::kNotExcluded)
            ++hits[static_cast<std::size_t>(rule)].clients;
    }
    const auto& events = snapshot.store.events;
    const auto& range = snapshot.settings.range;
    for (std::size_t i = 0; i < events.size(); ++i) {
        const store::Event& event = events[i];
        if (!event.has(store::EventFlag::HasQuery) || (range && !range->contains(event.time)))
            continue;
        if (const RuleIndex rule = exclusions.of(event); rule != series::kNotExcluded)
            ++hits[static_cast<std::size_t>(rule)].queries;
    }
    return hits;
}

} // namespace

std::vector<RuleHits> hitsByRule(const Snapshot& snapshot, const Snapshot* before) {
    const bool sameStore = before != nullptr && before->exclusions == snapshot.exclusions &&
                           before->settings.range == snapshot.settings.range;
    std::vector<RuleHits> hits = sameStore ? before->ruleHits : hitsInStore(snapshot);
    const auto findings = snapshot.detection->hiddenByRule(hits.size());
    for (std::size_t i = 0; i < hits.size(); ++i)
        hits[i].findings = findings[i];
    return hits;
}

std::string describeBriefly(const RuleHits& hits, rules::Field field) {
    switch (field) {
    case rules::Field::Name:
    case rules::Field::RegisteredDomain:
        return hits.names == 0 ? "none" : counted(hits.names, "name", "names");
    case rules::Field::Client:
        return hits.clients == 0 ? "none" : counted(hits.clients, "client", "clients");
    case rules::Field::QueryType:
        return hits.queries == 0 ? "none" : counted(hits.queries, "query", "queries");
    }
    return {};
}

std::string describe(const RuleHits& hits, rules::Field field) {
    const std::string brief = describeBriefly(hits, field);
    const bool isAll = field == rules::Field::QueryType || hits.names + hits.clients == 0;
    return isAll ? brief : brief + ", " + counted(hits.queries, "query", "queries");
}

} // namespace beaconscope::snapshot
