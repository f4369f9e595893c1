// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/base/no_time.h"
#include "core/base/time.h"
#include "core/input/packet_source.h"
#include "core/input/peeked_stream.h"
#include "core/network/message_reader.h"
#include "core/store/event_store.h"
#include "tests/support/memory_stream.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>

namespace beaconscope::testing {

inline std::unique_ptr<input::PeekedStream> peekedStream(const std::uint8_t* data,
                                                         std::size_t size) {
    const auto bytes = std::as_bytes(std::span(data, size));
    return std::make_unique<input::PeekedStream>(
        std::make_unique<MemoryStream>(std::vector<std::byte>(bytes.begin(), bytes.end())));
}

/// Ends the fuzzer at a time that the differences of times are not safe with.
inline void check(Timestamp time) {
    if (time != kNoTime && (time < kEarliest || time > kLatest))
        std::abort();
}

/// Reads a source to its end, from its packets or lines to the events.
inline void readSource(const Result<std::unique_ptr<input::PacketSource>>& source) {
    if (!source)
        return;
    store::EventStore store;
    network::MessageReader messages(
        [&store](const dns::DnsPayload& payload, const dns::Message& message) {
            check(payload.time);
            store.add(payload, message, FileId(0));
        });
    input::Packet packet;
    while ((*source)->next(packet) == input::ReadState::More) {
        check(packet.time);
        messages.feed(packet);
    }
    messages.finish();
    store.takeView();
}

} // namespace beaconscope::testing
