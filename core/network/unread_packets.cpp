// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/network/unread_packets.h"

#include "core/input/link_type.h"
#include "core/network/protocol_names.h"

#include <fmt/core.h>

#include <algorithm>

namespace beaconscope::network {

namespace {

std::string withName(std::string number, std::string_view name) {
    return name.empty() ? std::move(number) : fmt::format("{} ({})", number, name);
}

} // namespace

void UnreadCounts::add(UnreadKind kind, std::uint32_t number, const input::Packet& packet) {
    std::vector<UnreadPackets>& counts = m_counts[static_cast<std::size_t>(kind)];
    const auto found = std::find_if(counts.begin(), counts.end(),
                                    [&](const UnreadPackets& one) { return one.number == number; });
    if (found != counts.end()) {
        ++found->count;
        found->files.add(packet.file);
    } else if (counts.size() < kMaxNumbers) {
        counts.push_back({kind, number, 1, packet.number, packet.fileOffset, packet.file, {}});
        counts.back().files.add(packet.file);
    } else {
        ++m_others;
    }
}

std::vector<UnreadPackets> UnreadCounts::all() const {
    std::vector<UnreadPackets> all;
    for (const auto& counts : m_counts) {
        const auto first = all.insert(all.end(), counts.begin(), counts.end());
        std::stable_sort(first, all.end(),
                         [](const auto& a, const auto& b) { return a.count > b.count; });
    }
    return all;
}

const char* identifier(UnreadKind kind) {
    switch (kind) {
    case UnreadKind::LinkType:
        return "link_type";
    case UnreadKind::EtherType:
        return "ether_type";
    case UnreadKind::IpProtocol:
        return "ip_protocol";
    case UnreadKind::PppProtocol:
        return "ppp_protocol";
    case UnreadKind::EncryptedWifi:
        return "encrypted_wifi";
    }
    return "unknown";
}

std::string describeNumber(UnreadKind kind, std::uint32_t number) {
    switch (kind) {
    case UnreadKind::LinkType:
        return withName(std::to_string(number),
                        input::nameOf(static_cast<input::LinkType>(number)));
    case UnreadKind::EtherType:
        return withName(fmt::format("0x{:04x}", number),
                        etherTypeName(static_cast<std::uint16_t>(number)));
    case UnreadKind::IpProtocol:
        return withName(std::to_string(number), ipProtocolName(static_cast<std::uint8_t>(number)));
    case UnreadKind::PppProtocol:
        return withName(fmt::format("0x{:04x}", number),
                        pppProtocolName(static_cast<std::uint16_t>(number)));
    case UnreadKind::EncryptedWifi:
        break;
    }
    return {};
}

} // namespace beaconscope::network
