// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dns/dns_payload.h"
#include "core/input/packet.h"
#include "core/input/skip_reason.h"
#include "core/network/encrypted_dns.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace beaconscope::network {

/// Finds the DNS messages in packets: through link layer, tags, tunnels, IP, UDP and TCP, on the
/// ports of DNS, mDNS and LLMNR, and on any other UDP port when a datagram plainly is DNS. In
/// tunnels the innermost packet counts, once. What ICMP quotes does not count.
///
/// Keeps what spans packets (fragments, TCP streams) in tables of bounded size, so use one
/// extractor for one capture and feed it packets in capture order. One thread.
class DnsExtractor {
public:
    using Sink = std::function<void(const dns::DnsPayload&)>;
    /// Real networks nest two or three packets; each level costs an attacker a header.
    static constexpr int kMaxLevels = 16;

    explicit DnsExtractor(Sink sink);
    ~DnsExtractor();
    DnsExtractor(const DnsExtractor&) = delete;
    DnsExtractor& operator=(const DnsExtractor&) = delete;

    /// Calls the sink for every DNS message that `packet` holds or completes.
    void feed(const input::Packet& packet);

    /// After the last packet: hands over what waited for lost packets, counts what is incomplete.
    void finish();

    const input::SkipCounts& skipped() const;

    /// Flows of encrypted DNS seen so far, by client.
    std::vector<EncryptedDnsUse> encryptedDns() const;
    /// Those of clients beyond the ones that are told apart.
    std::uint64_t encryptedFlowsOfOthers() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace beaconscope::network
