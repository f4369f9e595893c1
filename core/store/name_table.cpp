// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/name_table.h"

namespace beaconscope::store {

NameTable::Ids NameTable::intern(std::string_view canonical, std::uint64_t hash,
                                 std::string_view asSent) {
    const NameId canonicalId = internCanonical(canonical, hash);
    if (canonical == asSent)
        return {canonicalId, canonicalId};
    const auto next = static_cast<std::uint32_t>(m_names.size());
    const std::uint32_t row = m_nameIds.findOrInsert(
        hashText(asSent), next, [&](std::uint32_t other) { return m_names[other].text == asSent; });
    if (row == next)
        m_names.append({std::string(asSent), canonicalId, m_names[canonicalId.index()].domain});
    return {canonicalId, NameId(row)};
}

NameId NameTable::internCanonical(std::string_view text, std::uint64_t hash) {
    const auto next = static_cast<std::uint32_t>(m_names.size());
    const std::uint32_t row = m_nameIds.findOrInsert(
        hash, next, [&](std::uint32_t other) { return m_names[other].text == text; });
    if (row == next)
        m_names.append(
            {std::string(text), NameId(row), internDomain(m_suffixes.registeredDomain(text))});
    return NameId(row);
}

DomainId NameTable::internDomain(std::string_view text) {
    const auto next = static_cast<std::uint32_t>(m_domains.size());
    const std::uint32_t row = m_domainIds.findOrInsert(
        hashText(text), next, [&](std::uint32_t other) { return m_domains[other].text == text; });
    if (row == next)
        m_domains.append({std::string(text), m_suffixes.hasPublicSuffix(text)});
    return DomainId(row);
}

} // namespace beaconscope::store
