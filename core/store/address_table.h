// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/append_only_column.h"
#include "core/base/hash.h"
#include "core/base/ip_address.h"
#include "core/base/strong_id.h"
#include "core/store/id_index.h"

#include <cstdint>

namespace beaconscope::store {

/// Interns client and resolver addresses.
class AddressTable {
public:
    AddressId intern(const IpAddress& address) {
        const auto next = static_cast<std::uint32_t>(m_addresses.size());
        const std::uint32_t row =
            m_ids.findOrInsert(hashValues(address), next,
                               [&](std::uint32_t other) { return m_addresses[other] == address; });
        if (row == next)
            m_addresses.append(address);
        return AddressId(row);
    }

    ColumnView<IpAddress> view() const { return m_addresses.view(); }

private:
    IdIndex m_ids;
    AppendOnlyColumn<IpAddress> m_addresses;
};

} // namespace beaconscope::store
