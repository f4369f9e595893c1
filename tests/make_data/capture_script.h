// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/simulate/random.h"
#include "tests/support/pcap_builder.h"

#include <cstdint>
#include <string>
#include <vector>

namespace beaconscope::testdata {

using testing::Bytes;
using testing::Endpoint;

/// What a query says, before it is a packet.
struct Question {
    Endpoint client{"10.0.0.1", 4000};
    Endpoint resolver{"10.0.0.53", 53};
    std::uint16_t id = 0;
    dns::RecordType type = dns::RecordType::A;
    std::string name;
    std::string transport = "udp";
};

/// A capture while it is made, with a table of the queries that were put in. The table comes from
/// what was written, never from reading the packets.
class CaptureScript {
public:
    /// Times are multiples of `resolution`.
    CaptureScript(std::uint64_t seed, Duration resolution);

    simulate::Random& random() { return m_random; }
    /// A question that no other packet asks. `isV6` chooses the addresses.
    Question question(bool isV6 = false);

    /// Appends a packet some time after the last; `originalLength` 0: it was not cut.
    void add(const Bytes& packet, std::size_t originalLength = 0);
    /// The packet added last completed this query. An empty name: no question can be read.
    void expect(const Question& question);

    struct Packet {
        Timestamp time;
        Bytes bytes;
        std::size_t originalLength = 0;
    };
    const std::vector<Packet>& packets() const { return m_packets; }
    Bytes pcap(testing::PcapStyle style) const;
    /// The columns of the dissectors' tables that tests compare with.
    const std::string& table() const { return m_table; }

private:
    simulate::Random m_random;
    Duration m_resolution;
    Timestamp m_time;
    std::uint32_t m_questions = 0;
    std::vector<Packet> m_packets;
    std::string m_table;
};

/// The IP packet of a query over UDP, and of a response to it.
Bytes queryPacket(const Question& question);
Bytes responsePacket(const Question& question);

} // namespace beaconscope::testdata
