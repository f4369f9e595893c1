// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/network/tcp_streams.h"

#include <cstdint>
#include <unordered_set>

namespace beaconscope::network {

/// Finds DNS over TCP on ports that are not those of DNS. A connection is DNS from the first
/// segment on that holds nothing but whole messages that are clearly DNS, in either direction. A
/// message without its length counts too, because some senders send the length in a segment of its
/// own.
///
/// Memory is bounded: after kMaxConnections it forgets those it knew, and finds them anew.
class OtherTcpDns {
public:
    static constexpr std::size_t kMaxConnections = 65'536;

    enum class Found : std::uint8_t {
        No,
        Messages,   ///< the segment belongs to a connection with DNS
        LengthLost, ///< the first such segment, and the two bytes of its length came before it
    };

    /// Whether look() can return anything but No. Cheap: nearly all other traffic fails in the
    /// first few bytes.
    bool mayBe(const Segment& segment) const { return !m_connections.empty() || isPlain(segment); }
    Found look(const TcpFlow& flow, const Segment& segment);

private:
    static bool isPlain(const Segment& segment);

    std::unordered_set<std::uint64_t> m_connections; // their hashes
};

} // namespace beaconscope::network
