// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/network/encrypted_dns.h"

#include "core/network/known_resolvers.h"
#include "core/network/tls_server_name.h"

#include <algorithm>

namespace beaconscope::network {

namespace {

constexpr std::uint16_t kDnsOverTlsPort = 853;
constexpr std::uint16_t kHttpsPort = 443;

bool asksForDohServer(const Segment& segment) {
    const auto name = tlsServerName(segment.payload);
    return name && isKnownDohName(*name);
}

} // namespace

void EncryptedDns::seeTcp(const IpPacket& packet, const Segment& segment) {
    see(packet, segment, &EncryptedDnsUse::dotFlows);
}

void EncryptedDns::seeUdp(const IpPacket& packet, const Segment& datagram) {
    see(packet, datagram, &EncryptedDnsUse::doqFlows);
}

void EncryptedDns::see(const IpPacket& packet, const Segment& segment, Counter onDnsPort) {
    const auto isEncrypted = [](std::uint16_t port) {
        return port == kDnsOverTlsPort || port == kHttpsPort;
    };
    // Both directions are one flow; the side with the service's port is the server.
    const bool isFromServer = !isEncrypted(segment.destinationPort);
    const std::uint16_t serverPort = isFromServer ? segment.sourcePort : segment.destinationPort;
    if (!isEncrypted(serverPort))
        return;
    const auto serverBytes = isFromServer ? packet.source : packet.destination;
    if (serverPort == kHttpsPort && !isKnownDohResolver(serverBytes) &&
        (isFromServer || !asksForDohServer(segment)))
        return;
    const IpAddress server = addressFrom(serverBytes);
    const IpAddress client = addressFrom(isFromServer ? packet.destination : packet.source);
    const std::uint16_t clientPort = isFromServer ? segment.destinationPort : segment.sourcePort;
    if (m_flows.size() >= kMaxFlows)
        m_flows.clear();
    if (!m_flows.insert(hashValues(client, clientPort, server, serverPort)).second)
        return;
    if (m_clients.size() >= kMaxClients && !m_clients.contains(client)) {
        ++m_flowsOfOthers;
        return;
    }
    EncryptedDnsUse& use = m_clients[client];
    use.client = client;
    ++(use.*(serverPort == kHttpsPort ? &EncryptedDnsUse::dohFlows : onDnsPort));
}

std::vector<EncryptedDnsUse> EncryptedDns::clients() const {
    std::vector<EncryptedDnsUse> all;
    all.reserve(m_clients.size());
    for (const auto& [address, use] : m_clients)
        all.push_back(use);
    std::sort(all.begin(), all.end(),
              [](const auto& a, const auto& b) { return a.client < b.client; });
    return all;
}

} // namespace beaconscope::network
