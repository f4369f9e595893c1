// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dns/message.h"
#include "core/input/logged_dns.h"
#include "core/network/dns_extractor.h"

#include <functional>
#include <vector>

namespace beaconscope::network {

/// Decodes the DNS messages in packets and in lines of logs. Feed it one capture, in capture order.
/// One thread.
class MessageReader {
public:
    /// Gets every message that has a header. Both arguments are valid only during the call.
    using Sink = std::function<void(const dns::DnsPayload&, const dns::Message&)>;

    /// `headless`, if given, gets the messages that are too short for a header.
    explicit MessageReader(Sink sink, Sink headless = {});

    void feed(const input::Packet& packet);
    /// Call it after the last packet: hands over messages that waited for lost packets.
    void finish() { m_extractor.finish(); }

    /// Counts what was not used or only used in part, with the messages that cannot be decoded.
    input::SkipCounts skipped() const;
    const UnreadCounts& unread() const { return m_extractor.unread(); }
    /// Returns the flows of encrypted DNS seen so far, by client.
    std::vector<EncryptedDnsUse> encryptedDns() const { return m_extractor.encryptedDns(); }
    std::uint64_t encryptedFlowsOfOthers() const { return m_extractor.encryptedFlowsOfOthers(); }

private:
    void decode(const dns::DnsPayload& payload);
    void feedLine(const input::Packet& packet, const input::LoggedDns& logged);

    Sink m_sink;
    Sink m_headless;
    DnsExtractor m_extractor;
    dns::Message m_message; ///< reused
    input::SkipCounts m_badMessages;
};

} // namespace beaconscope::network
