// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/network/tls_server_name.h"

#include "core/base/wire_cursor.h"

namespace beaconscope::network {

namespace {

constexpr std::size_t kRecordHeader = 5;
constexpr std::size_t kHandshakeHeader = 4;
constexpr std::size_t kVersionAndRandom = 34;

bool startsWithClientHello(std::span<const std::byte> bytes) {
    constexpr unsigned kHandshakeRecord = 22;
    constexpr unsigned kClientHello = 1;
    return bytes.size() > kRecordHeader && byteAt(bytes, 0) == kHandshakeRecord &&
           byteAt(bytes, 1) == 3 && byteAt(bytes, kRecordHeader) == kClientHello;
}

/// Skips a field that has its length in one byte before it.
bool skipShortField(WireCursor& cursor) {
    return cursor.remaining() > 0 && cursor.skip(1 + byteAt(cursor.bytes(), cursor.offset()));
}

bool skipLongField(WireCursor& cursor) {
    std::uint16_t length = 0;
    return cursor.read16(length) && cursor.skip(length);
}

/// Returns the first name of the list that is the content of the extension.
std::optional<std::string_view> firstName(WireCursor& cursor) {
    constexpr std::size_t kListLengthAndKind = 3;
    std::uint16_t length = 0;
    if (!cursor.skip(kListLengthAndKind) || !cursor.read16(length) || cursor.remaining() < length)
        return std::nullopt;
    const auto name = cursor.bytes().subspan(cursor.offset(), length);
    return std::string_view(reinterpret_cast<const char*>(name.data()), name.size());
}

} // namespace

std::optional<std::string_view> tlsServerName(std::span<const std::byte> segment) {
    constexpr std::uint16_t kServerName = 0;
    if (!startsWithClientHello(segment))
        return std::nullopt;
    WireCursor cursor(segment);
    std::uint16_t length = 0; // of all extensions; the segment may hold only the first
    if (!cursor.skip(kRecordHeader + kHandshakeHeader + kVersionAndRandom) ||
        !skipShortField(cursor) || // session
        !skipLongField(cursor) ||  // ciphers
        !skipShortField(cursor) || // compression
        !cursor.read16(length))
        return std::nullopt;
    std::uint16_t type = 0;
    while (cursor.read16(type)) {
        if (!cursor.read16(length))
            return std::nullopt;
        if (type == kServerName)
            return firstName(cursor);
        if (!cursor.skip(length))
            return std::nullopt;
    }
    return std::nullopt;
}

} // namespace beaconscope::network
