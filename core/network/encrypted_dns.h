// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/hash.h"
#include "core/base/ip_address.h"
#include "core/network/ip_layer.h"
#include "core/network/transport_layer.h"

#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace beaconscope::network {

/// The flows of encrypted DNS of one client, whose queries this program cannot read.
struct EncryptedDnsUse {
    IpAddress client;
    std::uint32_t dotFlows = 0; ///< DNS over TLS, TCP port 853 (RFC 7858)
    std::uint32_t doqFlows = 0; ///< DNS over QUIC, UDP port 853 (RFC 9250)
    std::uint32_t dohFlows = 0; ///< port 443 of a well-known resolver, by its address or its
                                ///< name in TLS (RFC 8484); a lower bound

    std::uint32_t total() const { return dotFlows + doqFlows + dohFlows; }
};

/// Counts flows of encrypted DNS by client. A flow is one pair of addresses and ports. Memory is
/// bounded: clients after the first kMaxClients share one counter, and a flow that goes on after
/// kMaxFlows other flows is counted again.
class EncryptedDns {
public:
    static constexpr std::size_t kMaxClients = 65'536;
    static constexpr std::size_t kMaxFlows = 65'536;

    void seeTcp(const IpPacket& packet, const Segment& segment);
    void seeUdp(const IpPacket& packet, const Segment& datagram);

    /// Returns the clients in order of their addresses.
    std::vector<EncryptedDnsUse> clients() const;
    /// Returns the number of flows of all clients after the first kMaxClients.
    std::uint64_t flowsOfOthers() const { return m_flowsOfOthers; }

private:
    using Counter = std::uint32_t EncryptedDnsUse::*;

    void see(const IpPacket& packet, const Segment& segment, Counter onDnsPort);

    std::unordered_map<IpAddress, EncryptedDnsUse, ValueHash> m_clients;
    std::unordered_set<std::uint64_t> m_flows; // their hashes
    std::uint64_t m_flowsOfOthers = 0;
};

} // namespace beaconscope::network
