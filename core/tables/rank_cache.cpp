#include "core/tables/rank_cache.h"

#include <algorithm>
#include <numeric>

namespace beaconscope::tables {

namespace {

/// Takes the last label off `name`. Dots that belong to a label are escaped by a backslash.
std::string_view takeLastLabel(std::string_view& name) {
    std::size_t dot = name.size();
    while (true) {
        dot = dot == 0 ? std::string_view::npos : name.rfind('.', dot - 1);
        if (dot == std::string_view::npos || dot == 0 || name[dot - 1] != '\\')
            break;
    }
    if (dot == std::string_view::npos) {
        const std::string_view label = name;
        name = {};
        return label;
    }
    const std::string_view label = name.substr(dot + 1);
    name = name.substr(0, dot);
    return label;
}

template <typename Less>
std::vector<std::uint32_t> rank(std::size_t count, Less less) {
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), less);
    std::vector<std::uint32_t> ranks(count);
    for (std::uint32_t position = 0; position < count; ++position)
        ranks[order[position]] = position;
    return ranks;
}

} // namespace

bool nameLess(std::string_view left, std::string_view right) {
    while (!left.empty() && !right.empty()) {
        const int order = takeLastLabel(left).compare(takeLastLabel(right));
        if (order != 0)
            return order < 0;
    }
    return left.empty() && !right.empty();
}

std::span<const std::uint32_t> RankCache::names(const store::StoreView& store, std::uint64_t load) {
    const auto& names = store.names.names;
    if (m_names.load != load || m_names.ranks.size() != names.size()) {
        m_names = {load, rank(names.size(), [&names](std::uint32_t left, std::uint32_t right) {
                       return nameLess(names[left].text, names[right].text);
                   })};
    }
    return m_names.ranks;
}

std::span<const std::uint32_t> RankCache::domains(const store::StoreView& store,
                                                  std::uint64_t load) {
    const auto& domains = store.names.domains;
    if (m_domains.load != load || m_domains.ranks.size() != domains.size()) {
        m_domains = {load,
                     rank(domains.size(), [&domains](std::uint32_t left, std::uint32_t right) {
                         return nameLess(domains[left].text, domains[right].text);
                     })};
    }
    return m_domains.ranks;
}

std::span<const std::uint32_t> RankCache::addresses(const store::StoreView& store,
                                                    std::uint64_t load) {
    const auto& addresses = store.addresses;
    if (m_addresses.load != load || m_addresses.ranks.size() != addresses.size()) {
        m_addresses = {
            load, rank(addresses.size(), [&addresses](std::uint32_t left, std::uint32_t right) {
                return addresses[left] < addresses[right];
            })};
    }
    return m_addresses.ranks;
}

} // namespace beaconscope::tables
