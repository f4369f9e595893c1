// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/packet_source.h"
#include "core/input/sources/open_source.h"
#include "core/network/message_reader.h"
#include "core/network/query_rows.h"
#include "core/store/event_store.h"
#include "tests/support/memory_stream.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

using namespace beaconscope;

/// A whole file of any kind, from its first byte to the table of queries and the store.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = std::as_bytes(std::span(data, size));
    auto source = input::openPacketSource(std::make_unique<testing::MemoryStream>(
        std::vector<std::byte>(bytes.begin(), bytes.end())));
    if (!source)
        return 0;
    std::string table;
    store::EventStore store;
    network::MessageReader messages(
        [&](const dns::DnsPayload& payload, const dns::Message& message) {
            table.clear();
            network::appendQueryRows(payload, message, table);
            store.add(payload, message, FileId(0));
        });
    // A small file can unpack to a huge one; what it holds after this is more of the same.
    constexpr int kMaxPackets = 10'000;
    input::Packet packet;
    for (int i = 0; i < kMaxPackets && (*source)->next(packet) == input::ReadState::More; ++i)
        messages.feed(packet);
    messages.finish();
    store.takeView();
    return 0;
}
