// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dns/message.h"

#include "core/base/wire_cursor.h"
#include "core/dns/name_reader.h"

#include <algorithm>

namespace beaconscope::dns {

namespace {

constexpr std::size_t kHeaderLength = 12;
constexpr std::size_t kFlagsEnd = 4;

enum class Section : std::uint8_t { Answer, Authority, Additional };

/// A resource record without its owner name (RFC 1035 section 4.1.3).
struct Record {
    RecordType type;
    std::uint16_t recordClass;
    std::uint32_t ttl;
    std::size_t dataOffset;
    std::size_t dataLength;
};

void lower(std::optional<std::uint32_t>& minimum, std::uint32_t ttl) {
    // RFC 2181 section 8: a TTL with the top bit set means zero.
    const std::uint32_t effective = (ttl & 0x8000'0000U) != 0 ? 0 : ttl;
    minimum = minimum ? std::min(*minimum, effective) : effective;
}

/// A name with a pointer forward is read like any other, because resolvers answer it too.
Defect readQuestion(WireCursor& cursor, Question& question) {
    const Defect defect = readName(cursor, question.name);
    if (defect != Defect::None && defect != Defect::ForwardPointer)
        return defect;
    std::uint16_t type = 0;
    if (!cursor.read16(type) || !cursor.read16(question.recordClass))
        return Defect::Truncated;
    question.type = static_cast<RecordType>(type);
    return defect;
}

Defect readRecord(WireCursor& cursor, Record& record) {
    if (const Defect defect = skipName(cursor); defect != Defect::None)
        return defect;
    std::uint16_t type = 0;
    std::uint16_t length = 0;
    if (!cursor.read16(type) || !cursor.read16(record.recordClass) || !cursor.read32(record.ttl) ||
        !cursor.read16(length))
        return Defect::Truncated;
    record.type = static_cast<RecordType>(type);
    record.dataOffset = cursor.offset();
    record.dataLength = length;
    return cursor.skip(length) ? Defect::None : Defect::BadRecord;
}

/// RFC 2308 section 5: a negative answer is valid for the smaller of the SOA's TTL and its MINIMUM
/// field, the last of the five numbers at the end of the SOA's data.
void useSoa(const Record& record, std::span<const std::byte> bytes, Message& message) {
    lower(message.minimumTtlSeconds, record.ttl);
    if (record.dataLength >= 22)
        lower(message.minimumTtlSeconds, big32(bytes, record.dataOffset + record.dataLength - 4));
}

void useRecord(const Record& record, Section section, std::span<const std::byte> bytes,
               Message& message) {
    const bool isNegative = message.isResponse && message.answerCount == 0;
    if (section == Section::Answer) {
        lower(message.minimumTtlSeconds, record.ttl);
    } else if (section == Section::Authority && record.type == RecordType::Soa && isNegative) {
        useSoa(record, bytes, message);
    } else if (section == Section::Additional && record.type == RecordType::Opt) {
        // RFC 6891 section 6.1.3: the class is a payload size, the TTL starts with rcode bits.
        message.ednsPayloadSize = record.recordClass;
        const unsigned extended = (record.ttl >> 24U) << 4U;
        message.rcode = static_cast<ResponseCode>(static_cast<unsigned>(message.rcode) | extended);
    }
}

/// Returns ForwardPointer when all questions could be read, but one has such a name.
Defect readQuestions(WireCursor& cursor, Message& message) {
    Defect result = Defect::None;
    for (unsigned i = 0; i < message.questionCount; ++i) {
        if (i == kMaxQuestions)
            return Defect::TooManyQuestions;
        const Defect defect = readQuestion(cursor, message.questions.append());
        if (defect == Defect::ForwardPointer) {
            result = defect;
        } else if (defect != Defect::None) {
            message.questions.removeLast();
            return defect;
        }
    }
    return result;
}

Defect readRecords(WireCursor& cursor, unsigned count, Section section, Message& message) {
    for (unsigned i = 0; i < count; ++i) {
        Record record{};
        if (const Defect defect = readRecord(cursor, record); defect != Defect::None)
            return defect;
        useRecord(record, section, cursor.bytes(), message);
    }
    return Defect::None;
}

void readIdAndFlags(std::span<const std::byte> bytes, Message& message) {
    const std::uint16_t flags = bytes.size() < kFlagsEnd ? std::uint16_t{0} : big16(bytes, 2);
    message.id = bytes.size() < kFlagsEnd ? std::uint16_t{0} : big16(bytes, 0);
    message.isResponse = (flags & 0x8000U) != 0;
    message.truncatedFlag = (flags & 0x0200U) != 0;
    message.rcode = static_cast<ResponseCode>(flags & 0x000fU);
}

void reset(Message& message) {
    message.questionCount = 0;
    message.answerCount = 0;
    message.questions.clear();
    message.minimumTtlSeconds.reset();
    message.ednsPayloadSize.reset();
    message.defect = Defect::None;
    message.defectOffset = 0;
}

} // namespace

bool decode(std::span<const std::byte> bytes, Message& message) {
    reset(message);
    readIdAndFlags(bytes, message);
    if (bytes.size() < kHeaderLength) {
        message.defect = Defect::ShortHeader;
        return false;
    }
    message.questionCount = big16(bytes, 4);
    message.answerCount = big16(bytes, 6);
    WireCursor cursor(bytes);
    cursor.seek(kHeaderLength);
    Defect defect = readQuestions(cursor, message);
    if (defect == Defect::None)
        defect = readRecords(cursor, message.answerCount, Section::Answer, message);
    if (defect == Defect::None)
        defect = readRecords(cursor, big16(bytes, 8), Section::Authority, message);
    if (defect == Defect::None)
        defect = readRecords(cursor, big16(bytes, 10), Section::Additional, message);
    message.defect = defect;
    message.defectOffset = defect == Defect::None ? 0 : cursor.offset();
    return true;
}

} // namespace beaconscope::dns
