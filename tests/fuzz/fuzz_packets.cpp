// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dns/message.h"
#include "core/network/dns_extractor.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

using namespace beaconscope;

/// Packets of one link type: two bytes say which, then each packet follows its length in one byte,
/// so that fragments and TCP segments meet.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2)
        return 0;
    std::span<const std::byte> rest = std::as_bytes(std::span(data, size)).subspan(2);
    const auto linkType = static_cast<input::LinkType>(data[0] | data[1] << 8U);
    dns::Message message;
    network::DnsExtractor extractor(
        [&message](const dns::DnsPayload& payload) { dns::decode(payload.bytes, message); });
    std::uint64_t number = 0;
    while (!rest.empty()) {
        const std::size_t length =
            std::min(rest.size() - 1, std::to_integer<std::size_t>(rest.front()));
        extractor.feed({.number = ++number,
                        .time = timestampFromSeconds(static_cast<std::int64_t>(number), 0),
                        .linkType = linkType,
                        .bytes = rest.subspan(1, length),
                        .originalLength = static_cast<std::uint32_t>(length),
                        .fileOffset = size - rest.size()});
        rest = rest.subspan(1 + length);
    }
    extractor.finish();
    return 0;
}
