// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/sources/open_source.h"

#include "core/base/byte_order.h"
#include "core/input/decompression.h"
#include "core/input/erf_reader.h"
#include "core/input/pcap_reader.h"
#include "core/input/pcapng_reader.h"
#include "core/input/peeked_stream.h"
#include "core/input/zeek/dns_log_reader.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace beaconscope::input {

namespace {

bool isPcapMagic(std::uint32_t value) {
    switch (value) {
    case 0xa1b2'c3d4: // microseconds
    case 0xa1b2'3c4d: // nanoseconds
    case 0xa1b2'cd34: // "modified": longer record headers
        return true;
    default:
        return false;
    }
}

bool isPcap(std::span<const std::byte> head) {
    return head.size() >= 4 && (isPcapMagic(big32(head, 0)) || isPcapMagic(little32(head, 0)));
}

bool isPcapng(std::span<const std::byte> head) {
    constexpr std::uint32_t kSectionHeader = 0x0a0d'0d0a;
    return head.size() >= 4 && big32(head, 0) == kSectionHeader;
}

/// Says what a file starts with, as text or as bytes, so that the user recognises the wrong file.
std::string describeHead(std::span<const std::byte> head) {
    std::string hex;
    std::string text;
    bool isText = true;
    for (const std::byte byte : head) {
        const auto value = std::to_integer<unsigned char>(byte);
        hex += fmt::format("{}{:02x}", hex.empty() ? "" : " ", value);
        text += static_cast<char>(value);
        isText = isText && ((value >= 0x20 && value < 0x7f) || value == '\n' || value == '\r' ||
                            value == '\t');
    }
    if (!isText)
        return fmt::format("it starts with the bytes {}", hex);
    text.erase(std::find_if(text.begin(), text.end(), [](char c) { return c < ' '; }), text.end());
    return fmt::format("it starts with the text \"{}\"", text);
}

} // namespace

Result<std::unique_ptr<PacketSource>> openPacketSource(const std::string& path,
                                                       WhileWaiting whileWaiting) {
    auto bytes = openByteStream(path, std::move(whileWaiting));
    if (!bytes)
        return bytes.error();
    return openPacketSource(std::move(*bytes));
}

Result<std::unique_ptr<PacketSource>> openPacketSource(std::unique_ptr<ByteStream> bytes) {
    auto stream = std::make_unique<PeekedStream>(std::move(bytes));
    const Compression compression = compressionOf(stream->head());
    if (compression != Compression::None)
        stream = std::make_unique<PeekedStream>(decompress(compression, std::move(stream)));
    if (stream->error())
        return *stream->error();
    if (stream->head().empty())
        return Error{"is empty", std::nullopt, std::nullopt};
    if (isPcapng(stream->head()))
        return {std::make_unique<PcapngReader>(std::move(stream))};
    if (isPcap(stream->head()))
        return openPcap(std::move(stream));
    if (zeek::mayBeLog(stream->head()))
        return zeek::openDnsLog(std::move(stream));
    if (mayBeErf(stream->head()))
        return {std::make_unique<ErfReader>(std::move(stream))};
    return Error{fmt::format("is not a capture file: {}", describeHead(stream->head())),
                 std::nullopt, std::nullopt};
}

} // namespace beaconscope::input
