// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dns/dns_payload.h"
#include "core/input/packet.h"
#include "core/input/skip_reason.h"
#include "core/network/encrypted_dns.h"
#include "core/network/unread_packets.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace beaconscope::network {

/// Finds the DNS messages in packets: through link layer, tags, tunnels, IP, UDP and TCP, on the
/// ports of DNS, mDNS and LLMNR, and on any other port of UDP or TCP when it is clearly DNS. In a
/// tunnel only the innermost packet counts. Packets quoted by ICMP do not count.
///
/// Fragments and TCP streams are kept from packet to packet, in tables of bounded size. So use one
/// extractor for one capture and feed it packets in capture order. One thread.
class DnsExtractor {
public:
    using Sink = std::function<void(const dns::DnsPayload&)>;
    /// Levels of tunnels that are read. Real networks use two or three; an attacker can add a level
    /// with each header.
    static constexpr int kMaxLevels = 16;

    explicit DnsExtractor(Sink sink);
    ~DnsExtractor();
    DnsExtractor(const DnsExtractor&) = delete;
    DnsExtractor& operator=(const DnsExtractor&) = delete;

    /// Calls the sink for every DNS message that `packet` holds or completes.
    void feed(const input::Packet& packet);

    /// Call it after the last packet: hands over messages that waited for lost packets, and counts
    /// what stays incomplete.
    void finish();

    const input::SkipCounts& skipped() const;
    /// Returns the packets of which a header names something that is not read.
    const UnreadCounts& unread() const;

    /// Returns the flows of encrypted DNS seen so far, by client.
    std::vector<EncryptedDnsUse> encryptedDns() const;
    /// Returns the number of flows of clients beyond EncryptedDns::kMaxClients.
    std::uint64_t encryptedFlowsOfOthers() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace beaconscope::network
