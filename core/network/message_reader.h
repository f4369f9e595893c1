// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dns/message.h"
#include "core/input/logged_dns.h"
#include "core/network/dns_extractor.h"

#include <functional>
#include <vector>

namespace beaconscope::network {

/// The DNS messages of packets and of lines of logs, decoded. Feed it one capture, in the order of
/// the capture. One thread.
class MessageReader {
public:
    /// Gets every message that has a header; both are valid during the call only.
    using Sink = std::function<void(const dns::DnsPayload&, const dns::Message&)>;

    explicit MessageReader(Sink sink);

    void feed(const input::Packet& packet);
    /// After the last packet: hands over what waited for lost packets.
    void finish() { m_extractor.finish(); }

    /// What was not used or not in full, messages that cannot be decoded included.
    input::SkipCounts skipped() const;
    /// Flows of encrypted DNS seen so far, by client.
    std::vector<EncryptedDnsUse> encryptedDns() const { return m_extractor.encryptedDns(); }
    std::uint64_t encryptedFlowsOfOthers() const { return m_extractor.encryptedFlowsOfOthers(); }

private:
    void decode(const dns::DnsPayload& payload);
    void feedLine(const input::Packet& packet, const input::LoggedDns& logged);

    Sink m_sink;
    DnsExtractor m_extractor;
    dns::Message m_message; ///< reused
    input::SkipCounts m_badMessages;
};

} // namespace beaconscope::network
