// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/capture/dns_extractor.h"
#include "core/capture/logged_dns.h"
#include "core/dns/message.h"

#include <functional>
#include <vector>

namespace beaconscope::engine {

/// The DNS messages of packets and of lines of logs, decoded. Feed it one capture, in the order of
/// the capture. One thread.
class MessageReader {
public:
    /// Gets every message that has a header; both are valid during the call only.
    using Sink = std::function<void(const capture::DnsPayload&, const dns::Message&)>;

    explicit MessageReader(Sink sink);

    void feed(const capture::Packet& packet);
    /// After the last packet: hands over what waited for lost packets.
    void finish() { m_extractor.finish(); }

    /// What was not used or not in full, messages that cannot be decoded included.
    capture::SkipCounts skipped() const;
    /// Flows of encrypted DNS seen so far, by client.
    std::vector<capture::EncryptedDnsUse> encryptedDns() const {
        return m_extractor.encryptedDns();
    }
    std::uint64_t encryptedFlowsOfOthers() const { return m_extractor.encryptedFlowsOfOthers(); }

private:
    void decode(const capture::DnsPayload& payload);
    void feedLine(const capture::Packet& packet, const capture::LoggedDns& logged);

    Sink m_sink;
    capture::DnsExtractor m_extractor;
    dns::Message m_message; ///< reused
    capture::SkipCounts m_badMessages;
};

} // namespace beaconscope::engine
