// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/network/other_tcp_dns.h"

#include "core/network/dns_check.h"

namespace beaconscope::network {

namespace {

/// Returns the same for both directions.
std::uint64_t hashOf(const TcpFlow& flow) {
    const bool isSwapped = flow.source != flow.destination ? flow.destination < flow.source
                                                           : flow.destinationPort < flow.sourcePort;
    return isSwapped
               ? hashValues(flow.destination, flow.destinationPort, flow.source, flow.sourcePort)
               : hashValues(flow.source, flow.sourcePort, flow.destination, flow.destinationPort);
}

} // namespace

bool OtherTcpDns::isPlain(const Segment& segment) {
    return arePlainlyMessages(segment.payload) || isPlainlyDns(segment.payload);
}

OtherTcpDns::Found OtherTcpDns::look(const TcpFlow& flow, const Segment& segment) {
    const std::uint64_t hash = hashOf(flow);
    if (m_connections.contains(hash))
        return Found::Messages;
    if (!isPlain(segment))
        return Found::No;
    if (m_connections.size() >= kMaxConnections)
        m_connections.clear();
    m_connections.insert(hash);
    return arePlainlyMessages(segment.payload) ? Found::Messages : Found::LengthLost;
}

} // namespace beaconscope::network
