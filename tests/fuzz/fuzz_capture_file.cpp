#include "core/capture/dns_extractor.h"
#include "core/capture/packet_source.h"
#include "core/capture/query_rows.h"
#include "tests/support/memory_stream.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

using namespace beaconscope;

/// A whole file, from its first byte to the table of queries.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = std::as_bytes(std::span(data, size));
    auto source = capture::openPacketSource(std::make_unique<testing::MemoryStream>(
        std::vector<std::byte>(bytes.begin(), bytes.end())));
    if (!source)
        return 0;
    std::string table;
    dns::Message message;
    capture::DnsExtractor extractor([&](const capture::DnsPayload& payload) {
        dns::decode(payload.bytes, message);
        table.clear();
        capture::appendQueryRows(payload, message, table);
    });
    // A small file can unpack to a huge one; what it holds after this is more of the same.
    constexpr int kMostPackets = 10'000;
    capture::Packet packet;
    for (int i = 0; i < kMostPackets && (*source)->next(packet) == capture::ReadState::More; ++i)
        extractor.feed(packet);
    extractor.finish();
    return 0;
}
