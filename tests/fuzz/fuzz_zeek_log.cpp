// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/peeked_stream.h"
#include "core/input/zeek/dns_log_reader.h"
#include "core/network/message_reader.h"
#include "core/store/event_store.h"
#include "tests/support/memory_stream.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

using namespace beaconscope;

/// A log of Zeek, from its first byte to the store.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = std::as_bytes(std::span(data, size));
    auto source = zeek::openDnsLog(
        std::make_unique<input::PeekedStream>(std::make_unique<testing::MemoryStream>(
            std::vector<std::byte>(bytes.begin(), bytes.end()))));
    if (!source)
        return 0;
    store::EventStore store;
    network::MessageReader messages(
        [&store](const dns::DnsPayload& payload, const dns::Message& message) {
            store.add(payload, message, FileId(0));
        });
    input::Packet line;
    while ((*source)->next(line) == input::ReadState::More)
        messages.feed(line);
    messages.finish();
    store.takeView();
    return 0;
}
