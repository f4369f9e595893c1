// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dns/record_type.h"

#include <cstdint>
#include <string>

namespace beaconscope::store {

/// The set of query types that were seen: one bit for each type with a name, one for all others.
class TypeSet {
public:
    void insert(dns::RecordType type);
    void insert(TypeSet other) { m_bits |= other.m_bits; }
    bool empty() const { return m_bits == 0; }

    /// Returns "A, AAAA, TXT" in numerical order, with "other" for types without a name.
    std::string toString() const;

    bool operator==(const TypeSet&) const = default;

private:
    std::uint32_t m_bits = 0;
};

} // namespace beaconscope::store
