// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/tables/rank_cache.h"

#include <algorithm>
#include <numeric>
#include <string>

namespace beaconscope::tables {

namespace {

/// Removes the last label from `name` and returns it. A dot inside a label has a backslash before
/// it.
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

/// Names with their labels in reverse order, so that comparing bytes compares them label by label
/// from the right. A NUL ends each label: no escaped name holds one, and it is less than every
/// other byte.
class TurnedNames {
public:
    void reserve(std::size_t names) { m_entries.reserve(names); }

    void add(std::string_view name) {
        Entry entry;
        entry.begin = m_text.size();
        while (!name.empty()) {
            m_text += takeLastLabel(name);
            m_text += '\0';
        }
        entry.length = m_text.size() - entry.begin;
        // The first bytes as a number, which decides most comparisons.
        for (std::size_t i = 0; i < sizeof entry.prefix; ++i) {
            const auto byte = i < entry.length ? m_text[entry.begin + i] : '\0';
            entry.prefix = (entry.prefix << 8U) | static_cast<unsigned char>(byte);
        }
        m_entries.push_back(entry);
    }

    bool less(std::uint32_t left, std::uint32_t right) const {
        const Entry& a = m_entries[left];
        const Entry& b = m_entries[right];
        return a.prefix != b.prefix ? a.prefix < b.prefix : textOf(a) < textOf(b);
    }

private:
    struct Entry {
        std::uint64_t prefix = 0;
        std::size_t begin = 0;
        std::size_t length = 0;
    };

    std::string_view textOf(const Entry& entry) const {
        return std::string_view(m_text).substr(entry.begin, entry.length);
    }

    std::string m_text;
    std::vector<Entry> m_entries;
};

/// Returns the ranks of items whose text is a name.
template <typename Things>
std::vector<std::uint32_t> rankByName(const Things& things) {
    TurnedNames turned;
    turned.reserve(things.size());
    for (std::size_t i = 0; i < things.size(); ++i)
        turned.add(things[i].text);
    return rank(things.size(), [&turned](std::uint32_t left, std::uint32_t right) {
        return turned.less(left, right);
    });
}

} // namespace

std::span<const std::uint32_t> RankCache::names(const store::StoreView& store, std::uint64_t load) {
    const auto& names = store.names.names;
    if (m_names.load != load || m_names.ranks.size() != names.size())
        m_names = {load, rankByName(names)};
    return m_names.ranks;
}

std::span<const std::uint32_t> RankCache::domains(const store::StoreView& store,
                                                  std::uint64_t load) {
    const auto& domains = store.names.domains;
    if (m_domains.load != load || m_domains.ranks.size() != domains.size())
        m_domains = {load, rankByName(domains)};
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
