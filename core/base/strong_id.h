// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace beaconscope {

/// An index into one table. Each table has its own type, so that a NameId cannot be used where an
/// AddressId is expected. Ids are given in order from 0; a default-constructed id is invalid.
template <typename Tag>
class StrongId {
public:
    constexpr StrongId() = default;
    constexpr explicit StrongId(std::uint32_t value)
        : m_value(value) {}

    constexpr std::uint32_t value() const { return m_value; }
    constexpr std::size_t index() const { return m_value; }
    constexpr bool isValid() const { return m_value != kInvalid; }

    constexpr auto operator<=>(const StrongId&) const = default;

private:
    static constexpr std::uint32_t kInvalid = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t m_value = kInvalid;
};

using NameId = StrongId<struct NameTag>;       ///< a qname (canonical, or a spelling of one)
using DomainId = StrongId<struct DomainTag>;   ///< a registered domain
using AddressId = StrongId<struct AddressTag>; ///< a client or resolver address
using PairId = StrongId<struct PairTag>;       ///< a client and a qname it asked for
using EventId = StrongId<struct EventTag>;     ///< a row of the event store, in capture order
using FileId = StrongId<struct FileTag>;       ///< one of the files of a capture

} // namespace beaconscope
