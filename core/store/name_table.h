// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/append_only_column.h"
#include "core/base/hash.h"
#include "core/base/strong_id.h"
#include "core/dns/registered_domain.h"
#include "core/store/id_index.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace beaconscope::store {

/// A name, or a spelling of a name. The `canonical` of a spelling is the row of its name.
struct NameEntry {
    std::string text;
    NameId canonical;
    DomainId domain; ///< registered domain of the canonical name
};

struct DomainEntry {
    std::string text;
    bool hasPublicSuffix = true; ///< false: the domain cannot exist on the public internet
};

/// The content of a NameTable at one moment. ColumnView says which threads may read it.
struct NameTableView {
    ColumnView<NameEntry> names;
    ColumnView<DomainEntry> domains;

    const std::string& text(NameId id) const { return names[id.index()].text; }
    const std::string& text(DomainId id) const { return domains[id.index()].text; }
    DomainId domainOf(NameId id) const { return names[id.index()].domain; }
};

/// Interns qnames and their registered domains.
class NameTable {
public:
    struct Ids {
        NameId canonical;
        NameId spelling;
    };

    /// `canonical` must be `asSent` in lower case (dns::Name has both).
    Ids intern(std::string_view canonical, std::string_view asSent) {
        return intern(canonical, hashText(canonical), asSent);
    }
    /// The same, where the hashText() of the canonical name is known.
    Ids intern(std::string_view canonical, std::uint64_t hash, std::string_view asSent);

    /// These fetch memory for a look-up of a canonical name with this hash. Call them in this
    /// order, each some look-ups after the one before.
    void prefetchSlot(std::uint64_t hash) const { m_nameIds.prefetch(hash); }
    void prefetchEntry(std::uint64_t hash) const {
        if (const auto row = m_nameIds.firstRow(hash))
            __builtin_prefetch(&m_names[*row]);
    }
    void prefetchText(std::uint64_t hash) const {
        if (const auto row = m_nameIds.firstRow(hash))
            __builtin_prefetch(m_names[*row].text.data());
    }

    const NameEntry& operator[](NameId id) const { return m_names[id.index()]; }
    std::size_t size() const { return m_names.size(); }
    std::size_t domainCount() const { return m_domains.size(); }

    NameTableView view() const { return {m_names.view(), m_domains.view()}; }

private:
    NameId internCanonical(std::string_view text, std::uint64_t hash);
    DomainId internDomain(std::string_view text);

    IdIndex m_nameIds;
    IdIndex m_domainIds;
    AppendOnlyColumn<NameEntry> m_names;
    AppendOnlyColumn<DomainEntry> m_domains;
    dns::SuffixList m_suffixes;
};

} // namespace beaconscope::store
