// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/network/dns_check.h"

#include "core/base/byte_order.h"
#include "core/base/wire_cursor.h"
#include "core/dns/name_reader.h"
#include "core/dns/record_type.h"

namespace beaconscope::network {

namespace {

constexpr std::size_t kHeader = 12;
constexpr unsigned kMaxRecords = 200; // of one section; real messages have fewer

bool hasSaneHeader(std::span<const std::byte> bytes) {
    if (bytes.size() < kHeader)
        return false;
    const unsigned flags = big16(bytes, 2);
    constexpr unsigned kOpcodeAndZero = 0x7840; // only plain queries, and the reserved bit is clear
    if ((flags & kOpcodeAndZero) != 0 || big16(bytes, 4) != 1)
        return false;
    const unsigned answers = big16(bytes, 6);
    const unsigned authorities = big16(bytes, 8);
    const unsigned additional = big16(bytes, 10);
    const bool isResponse = (flags & 0x8000U) != 0;
    if (!isResponse)
        return (flags & 0x000fU) == 0 && answers == 0 && authorities == 0 && additional <= 2;
    return (flags & 0x000fU) <= 10 && answers <= kMaxRecords && authorities <= kMaxRecords &&
           additional <= kMaxRecords;
}

/// Reads the question after the header. Returns false when its type or class is not in use.
bool readSaneQuestion(WireCursor& cursor) {
    std::uint16_t type = 0;
    std::uint16_t recordClass = 0;
    if (dns::skipName(cursor) != dns::Defect::None || !cursor.read16(type) ||
        !cursor.read16(recordClass))
        return false;
    const bool isSaneClass = recordClass == 1 || recordClass == 3 || recordClass == 255;
    return type != 0 && isSaneClass;
}

bool skipRecord(WireCursor& cursor) {
    constexpr std::size_t kTypeClassTtl = 8;
    std::uint16_t length = 0;
    return dns::skipName(cursor) == dns::Defect::None && cursor.skip(kTypeClassTtl) &&
           cursor.read16(length) && cursor.skip(length);
}

} // namespace

bool isPlainlyDns(std::span<const std::byte> bytes) {
    if (!hasSaneHeader(bytes))
        return false;
    WireCursor cursor(bytes);
    cursor.seek(kHeader);
    if (!readSaneQuestion(cursor))
        return false;
    const unsigned records = unsigned{big16(bytes, 6)} + big16(bytes, 8) + big16(bytes, 10);
    for (unsigned i = 0; i < records; ++i) {
        if (!skipRecord(cursor))
            return false;
    }
    return cursor.remaining() == 0;
}

bool arePlainlyMessages(std::span<const std::byte> bytes) {
    constexpr std::size_t kPrefix = 2;
    if (bytes.empty())
        return false;
    while (bytes.size() > kPrefix) {
        const std::size_t length = big16(bytes, 0);
        if (bytes.size() - kPrefix < length || !isPlainlyDns(bytes.subspan(kPrefix, length)))
            return false;
        bytes = bytes.subspan(kPrefix + length);
    }
    return bytes.empty();
}

bool mayBeDnsStart(std::span<const std::byte> bytes) {
    if (!hasSaneHeader(bytes))
        return false;
    WireCursor cursor(bytes);
    cursor.seek(kHeader);
    return readSaneQuestion(cursor);
}

} // namespace beaconscope::network
