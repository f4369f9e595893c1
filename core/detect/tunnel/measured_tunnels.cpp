// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/tunnel/measured_tunnels.h"

#include "core/detect/detector.h"
#include "core/dns/registered_domain.h"

#include <algorithm>
#include <utility>

namespace beaconscope::detect::tunnel {

namespace {

using store::Event;

/// Series with fewer queries are not looked at, whatever the limits.
constexpr std::size_t kMinTunnelQueries = 50;

enum Parameter : std::size_t {
    MinNames,
    MinNewShare,
    MinBitsPerName,
    AddressOnlyFactor,
    MinDataTypeShare,
    MinStreamShare,
    MinAnswerBytes,
};

TunnelLimits limitsFrom(const ParameterValues& values) {
    TunnelLimits limits;
    limits.leastNames = static_cast<std::size_t>(values[MinNames]);
    limits.leastNewShare = values[MinNewShare];
    limits.leastBitsPerName = values[MinBitsPerName];
    limits.addressOnlyFactor = values[AddressOnlyFactor];
    limits.leastDataTypeShare = values[MinDataTypeShare];
    limits.leastStreamShare = values[MinStreamShare];
    limits.leastAnswerBytes = values[MinAnswerBytes];
    return limits;
}

/// Names of several domains carry what they do with all of their labels.
TunnelVolume volumeOf(const series::AnalysisInput& input, const series::Series& series) {
    const DomainId domain = series.key.domain;
    const bool isOneDomain = std::ranges::all_of(series.rows, [&](EventId row) {
        return input.names.domainOf(input.events[row.index()].name) == domain;
    });
    std::vector<TunnelQuery> queries;
    queries.reserve(series.rows.size());
    for (const EventId row : series.rows) {
        const Event& event = input.events[row.index()];
        TunnelQuery query;
        query.timeSeconds = seconds(event.time - input.captureFirst);
        query.name = event.name.value();
        query.subdomain = input.names.text(event.name);
        if (isOneDomain)
            query.subdomain = dns::subdomainOf(query.subdomain, input.names.text(domain));
        query.type = static_cast<std::uint16_t>(event.qtype);
        query.queryBytes = event.queryBytes;
        query.responseBytes = event.responseBytes;
        queries.push_back(query);
    }
    return measureTunnel(queries);
}

} // namespace

std::vector<ParameterInfo> tunnelParameters() {
    const TunnelLimits limits;
    return {
        {"min_tunnel_names", "Fewest names of a tunnel", "",
         "A stream of names below one domain counts as volume only with this many.",
         static_cast<double>(limits.leastNames), 50, 1'000'000, 0},
        {"min_tunnel_new_share", "Least share of new names", "",
         "Of its queries, those that ask for a name and type the first time.", limits.leastNewShare,
         0, 1, 2},
        {"min_tunnel_bits", "Least information a name", "bits",
         "Length of a name times the entropy of its bytes.", limits.leastBitsPerName, 0, 2'000, 0},
        {"tunnel_address_factor", "Factor for addresses alone", "times",
         "So many times the fewest names: antivirus look-ups put a hash into a name and read the "
         "verdict from an address.",
         limits.addressOnlyFactor, 1, 1'000, 1},
        {"min_tunnel_data_types", "Least share of other types", "",
         "Of its queries, for types that can carry data back (TXT, NULL, CNAME, MX and others); "
         "with fewer, only addresses are asked for.",
         limits.leastDataTypeShare, 0, 1, 2},
        {"min_tunnel_stream", "Least share in a stream", "",
         "Of its queries, those at most 2.5 s after the one before. Look-ups of hashes come one "
         "by one. Long answers count instead.",
         limits.leastStreamShare, 0, 1, 2},
        {"min_tunnel_answer", "Least length of answers", "bytes",
         "Mean of what responses are longer than their queries; a stream counts instead.",
         limits.leastAnswerBytes, 0, 65'535, 0},
    };
}

std::shared_ptr<const MeasuredTunnels::Numbers>
MeasuredTunnels::numbersOf(const series::AnalysisInput& input, const series::Series& series) {
    return std::make_shared<const Numbers>(
        Numbers{volumeOf(input, series),
                series::intervalStatistics(intervalsOf(timesOfRows(input.events, series.rows)))});
}

std::unique_ptr<const MeasuredTunnels>
MeasuredTunnels::measure(const Subject& subject, const std::shared_ptr<series::SeriesSet>& series,
                         TunnelContext context, const MeasuredTunnels* earlier,
                         const std::stop_token& stop) {
    const std::size_t first = series->size();
    std::unique_ptr<MeasuredTunnels> result(
        new MeasuredTunnels(series, first, std::move(context), subject));
    for (std::size_t i = 0; i < first; ++i) {
        series::Series one = (*series)[i];
        const auto together = result->m_context.unions.find(i);
        const bool hasNoRegistry = together != result->m_context.unions.end() &&
                                   together->second.reason == DomainUnion::Reason::NoRegistry;
        const bool mayBeTunnel = one.key.kind == series::FindingKind::Beacon || hasNoRegistry;
        if (!mayBeTunnel || one.rows.size() < kMinTunnelQueries)
            continue;
        one.key.kind = series::FindingKind::Tunnel;
        series->add(one);
        result->m_tunnels.push_back({i, nullptr, {}});
    }
    std::vector<std::size_t> same(series->size(), series::kNoSeries);
    if (earlier != nullptr)
        same = series::sameSeries(*series, earlier->series());
    for (std::size_t i = first; i < series->size() && !stop.stop_requested(); ++i) {
        One& one = result->m_tunnels[i - first];
        one.numbers = same[i] == series::kNoSeries ? numbersOf(subject.input, (*series)[i])
                                                   : earlier->at(same[i]).numbers;
        if (subject.knownServices)
            one.known = serviceOf(*subject.knownServices, subject.input, (*series)[i].rows);
    }
    return result;
}

std::optional<std::size_t> MeasuredTunnels::tunnelOf(std::size_t source) const {
    const auto found = std::ranges::lower_bound(m_tunnels, source, {}, &One::source);
    if (found == m_tunnels.end() || found->source != source)
        return std::nullopt;
    return m_first + static_cast<std::size_t>(found - m_tunnels.begin());
}

Judgement MeasuredTunnels::judge(std::size_t index, const ParameterValues& limits) const {
    const TunnelLimits tunnelLimits = limitsFrom(limits);
    const TunnelVolume& volume = at(index).numbers->volume;
    const Prevalence prevalence = prevalenceOf(index);
    Judgement judgement; // without beats: a stream has none
    judgement.clients = prevalence.clients;
    judgement.flagged = looksLikeTunnel(volume, tunnelLimits);
    if (!judgement.flagged)
        return judgement;
    const bool isKnown = at(index).known.explains(prevalence);
    judgement.score = tunnelPriority(volume, tunnelLimits, prevalence) * serviceWeight(isKnown);
    if (isKnown)
        judgement.explainedBy = at(index).known.service->title;
    return judgement;
}

std::vector<std::string> MeasuredTunnels::reasons(std::size_t index,
                                                  const ParameterValues& limits) const {
    std::vector<std::string> sentences =
        explainTunnel(at(index).numbers->volume, limitsFrom(limits), prevalenceOf(index));
    if (const auto together = m_context.unions.find(at(index).source);
        together != m_context.unions.end())
        sentences.insert(sentences.begin() + 1, describe(together->second, m_names));
    const bool isListed = looksLikeTunnel(at(index).numbers->volume, limitsFrom(limits));
    if (const std::string service =
            describe(at(index).known, prevalenceOf(index), isListed,
                     "Listed lower, as such services put what they ask for into names.");
        !service.empty())
        sentences.push_back(service);
    return sentences;
}

DecidingValue MeasuredTunnels::decidingValue(std::size_t index,
                                             const ParameterValues& limits) const {
    return decidingLimit(at(index).numbers->volume, limitsFrom(limits));
}

} // namespace beaconscope::detect::tunnel
