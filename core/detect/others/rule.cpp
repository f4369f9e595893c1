// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/others/rule.h"

#include <algorithm>
#include <chrono>

namespace beaconscope::detect::others {

namespace {

/// Adds the clients that sent `rows`.
void addClients(const series::AnalysisInput& input, std::span<const EventId> rows,
                std::vector<AddressId>& clients) {
    for (const EventId row : rows)
        clients.push_back(input.events[row.index()].client);
}

std::size_t countDistinct(std::vector<AddressId>& clients) {
    std::sort(clients.begin(), clients.end());
    return static_cast<std::size_t>(
        std::distance(clients.begin(), std::unique(clients.begin(), clients.end())));
}

} // namespace

series::TimeRange dataSetOf(const series::AnalysisInput& input) {
    series::TimeRange all{input.captureFirst, input.captureLast};
    if (input.range) {
        all.first = std::max(all.first, input.range->first);
        all.last = std::min(all.last, input.range->last);
    }
    return all;
}

std::vector<std::int64_t> wholeSeconds(std::span<const Timestamp> times) {
    std::vector<std::int64_t> result;
    result.reserve(times.size());
    for (const Timestamp time : times)
        result.push_back(std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count());
    return result;
}

std::vector<Prevalence> prevalences(const series::AnalysisInput& input,
                                    const series::SeriesSet& set) {
    const bool byDomain = set.grouping() == series::Grouping::ClientDomain;
    const auto subjectOf = [byDomain](const series::SeriesKey& key) {
        return byDomain ? key.domain.index() : key.name.index();
    };
    std::vector<std::size_t> asking(
        byDomain ? input.names.domains.size() : input.names.names.size(), 0);
    std::vector<AddressId> all;
    for (std::size_t i = 0; i < set.groups().size(); ++i) {
        const series::SeriesKey& key = set.groups().key(i);
        std::vector<AddressId> clients;
        if (key.client.isValid())
            clients.push_back(key.client);
        else
            addClients(input, set.groups().rows(i), clients);
        all.insert(all.end(), clients.begin(), clients.end());
        asking[subjectOf(key)] += countDistinct(clients);
    }
    const std::size_t clientsInCapture = countDistinct(all);
    std::vector<Prevalence> result;
    result.reserve(set.size());
    for (const series::Series& series : set)
        result.push_back({asking[subjectOf(series.key)], clientsInCapture});
    return result;
}

} // namespace beaconscope::detect::others
