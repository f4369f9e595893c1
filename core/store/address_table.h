#pragma once

#include "core/base/append_only_column.h"
#include "core/base/ip_address.h"
#include "core/base/strong_id.h"

#include <unordered_map>

namespace beaconscope::store {

/// Interns client and resolver addresses.
class AddressTable {
public:
    AddressId intern(const IpAddress& address) {
        const auto [place, isNew] =
            m_ids.try_emplace(address, AddressId(static_cast<std::uint32_t>(m_addresses.size())));
        if (isNew)
            m_addresses.append(address);
        return place->second;
    }

    ColumnView<IpAddress> view() const { return m_addresses.view(); }

private:
    std::unordered_map<IpAddress, AddressId> m_ids;
    AppendOnlyColumn<IpAddress> m_addresses;
};

} // namespace beaconscope::store
