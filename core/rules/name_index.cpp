// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/name_index.h"

#include "core/base/hash.h"
#include "core/rules/text_matcher.h"

#include <algorithm>
#include <cstdint>

namespace beaconscope::rules {

namespace {

std::size_t endingOf(std::string_view name) {
    const auto byteFromEnd = [name](std::size_t i) {
        return name.size() < i ? 0U : static_cast<unsigned char>(name[name.size() - i]);
    };
    // A name of one byte counts as if it had a dot before it: a rule for all names "….x" has the
    // text "x", and the last two bytes of these names are ".x".
    return name.size() == 1 ? '.' * 256U + byteFromEnd(1) : byteFromEnd(2) * 256U + byteFromEnd(1);
}

} // namespace

void NameIndex::addWhole(std::string_view name, std::size_t rule) {
    add(m_whole, name, rule);
}

void NameIndex::addWithSubdomains(std::string_view name, std::size_t rule) {
    add(m_tails, name, rule);
}

void NameIndex::add(TextMap& map, std::string_view name, std::size_t rule) {
    const std::uint64_t hash = hashText(name);
    map.add(name, hash, static_cast<std::uint32_t>(rule));
    m_endings.set(endingOf(name));
    m_hashes.resize(std::size_t{1} << kFilterBits);
    m_hashes[hash >> (64U - kFilterBits)] = true;
}

std::size_t NameIndex::find(std::string_view name) const {
    std::size_t best = kNone;
    if (empty() || !m_endings.test(endingOf(name)))
        return best;
    for (std::size_t i = name.size(); i-- > 0;) {
        if (i == 0 || isLabelSeparator(name, i - 1))
            best = std::min(best, lookUp(m_tails, name.substr(i)));
    }
    return std::min(best, lookUp(m_whole, name));
}

std::size_t NameIndex::lookUp(const TextMap& map, std::string_view name) const {
    const std::uint64_t hash = hashText(name);
    if (!m_hashes[hash >> (64U - kFilterBits)])
        return kNone;
    const std::uint32_t rule = map.find(name, hash);
    return rule == TextMap::kNone ? kNone : rule;
}

} // namespace beaconscope::rules
