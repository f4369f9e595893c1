// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/capture_pairs.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <unordered_map>

namespace beaconscope::detect::rhythm {

namespace {

constexpr std::size_t kLeastQueries = 4;
constexpr std::size_t kPoolDomainClients = 3; ///< a domain of a pool is asked for by fewer

class Grouper {
public:
    explicit Grouper(std::span<const CaptureQuery> queries)
        : m_queries(queries) {}

    void sortRows();
    void countClients();
    void addPairs();
    void addPools();
    CapturePairs takeResult() { return std::move(m_result); }

private:
    const CaptureQuery& at(std::size_t position) const { return m_queries[m_order[position]]; }
    std::size_t endOfPair(std::size_t begin) const;
    std::size_t endOfClient(std::size_t begin) const;
    void addUnit(Unit unit, std::span<const std::uint32_t> rows);

    std::span<const CaptureQuery> m_queries;
    std::vector<std::uint32_t> m_order; ///< by client, domain, time
    std::unordered_map<std::uint32_t, std::size_t> m_clientsOfDomain;
    std::size_t m_clients = 0;
    CapturePairs m_result;
};

void Grouper::sortRows() {
    m_order.resize(m_queries.size());
    std::iota(m_order.begin(), m_order.end(), std::uint32_t{0});
    std::sort(m_order.begin(), m_order.end(), [this](std::uint32_t a, std::uint32_t b) {
        const CaptureQuery& left = m_queries[a];
        const CaptureQuery& right = m_queries[b];
        return std::tie(left.client, left.domain, left.query.timeSeconds, a) <
               std::tie(right.client, right.domain, right.query.timeSeconds, b);
    });
    if (m_queries.empty())
        return;
    const auto [first, last] = std::minmax_element(
        m_queries.begin(), m_queries.end(), [](const CaptureQuery& a, const CaptureQuery& b) {
            return a.query.timeSeconds < b.query.timeSeconds;
        });
    m_result.captureSeconds = last->query.timeSeconds - first->query.timeSeconds;
}

std::size_t Grouper::endOfPair(std::size_t begin) const {
    std::size_t end = begin + 1;
    while (end < m_order.size() && at(end).client == at(begin).client &&
           at(end).domain == at(begin).domain)
        ++end;
    return end;
}

std::size_t Grouper::endOfClient(std::size_t begin) const {
    std::size_t end = begin + 1;
    while (end < m_order.size() && at(end).client == at(begin).client)
        ++end;
    return end;
}

void Grouper::countClients() {
    for (std::size_t begin = 0; begin < m_order.size();) {
        if (begin == 0 || at(begin).client != at(begin - 1).client)
            ++m_clients;
        ++m_clientsOfDomain[at(begin).domain];
        begin = endOfPair(begin);
    }
}

void Grouper::addUnit(Unit unit, std::span<const std::uint32_t> rows) {
    unit.firstRow = m_result.rows.size();
    unit.rowCount = rows.size();
    unit.prevalence.clientsInCapture = m_clients;
    m_result.rows.insert(m_result.rows.end(), rows.begin(), rows.end());
    m_result.units.push_back(unit);
}

void Grouper::addPairs() {
    for (std::size_t begin = 0; begin < m_order.size();) {
        const std::size_t end = endOfPair(begin);
        if (end - begin >= kLeastQueries) {
            Unit unit;
            unit.client = at(begin).client;
            unit.domain = at(begin).domain;
            unit.prevalence.clients = m_clientsOfDomain[unit.domain];
            addUnit(unit, std::span(m_order).subspan(begin, end - begin));
        }
        begin = end;
    }
}

void Grouper::addPools() {
    std::vector<std::uint32_t> pool;
    for (std::size_t begin = 0; begin < m_order.size();) {
        const std::size_t end = endOfClient(begin);
        pool.clear();
        for (std::size_t i = begin; i < end; ++i) {
            if (at(i).query.rcode == kRcodeNxDomain &&
                m_clientsOfDomain[at(i).domain] < kPoolDomainClients)
                pool.push_back(m_order[i]);
        }
        if (pool.size() >= kLeastQueries) {
            std::sort(pool.begin(), pool.end(), [this](std::uint32_t a, std::uint32_t b) {
                return std::tie(m_queries[a].query.timeSeconds, a) <
                       std::tie(m_queries[b].query.timeSeconds, b);
            });
            Unit unit;
            unit.kind = UnitKind::NxdomainPool;
            unit.client = at(begin).client;
            addUnit(unit, pool);
        }
        begin = end;
    }
}

} // namespace

CapturePairs groupCapture(std::span<const CaptureQuery> queries, const std::stop_token& stop) {
    Grouper grouper(queries);
    grouper.sortRows();
    if (stop.stop_requested())
        return {};
    grouper.countClients();
    grouper.addPairs();
    grouper.addPools();
    return stop.stop_requested() ? CapturePairs{} : grouper.takeResult();
}

} // namespace beaconscope::detect::rhythm
