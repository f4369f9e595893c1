// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/ip_address.h"
#include "core/base/time.h"
#include "core/dns/transport.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace beaconscope::dns {

/// The bytes of one DNS message and where they were found.
struct DnsPayload {
    std::uint64_t packetNumber = 0; ///< of the packet that completed the message
    Timestamp time;
    IpAddress source;
    IpAddress destination;
    std::uint16_t sourcePort = 0;
    std::uint16_t destinationPort = 0;
    Transport transport = Transport::Udp;
    std::span<const std::byte> bytes; ///< valid only during the call; empty when read from a log
    bool cutShort = false;            ///< by the snap length: a defect is then not malformed DNS
    bool isDuplicate = false;         ///< second copy of a packet: it is listed but not counted
    std::uint64_t fileOffset = 0;     ///< where the packet's record starts in the file
    std::uint16_t file = 0;           ///< index of that file in the capture
};

} // namespace beaconscope::dns
