#pragma once

#include "core/dns/record_type.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace beaconscope::dns {

/// A domain name as text: labels joined by dots, no dot at the end, "." for the root. Bytes that
/// are not printable ASCII, and spaces, are written \DDD; a dot or backslash inside a label is
/// written \. or \\ (RFC 1035 section 5.1, RFC 4343). So every name is safe to show and unique.
struct Name {
    std::string asSent;    ///< letter case as on the wire
    std::string canonical; ///< ASCII letters in lower case
    bool complete = true;  ///< false: the message ended, or a defect began, inside the name
};

struct Question {
    Name name;
    RecordType type = RecordType::A;
    std::uint16_t recordClass = 1;
};

/// Where and why decoding stopped. What was decoded before it is kept.
enum class Defect : std::uint8_t {
    None,
    ShortHeader,        ///< fewer than 12 bytes: nothing can be said of the message
    Truncated,          ///< the bytes end before the counts of the header are served
    ForwardPointer,     ///< a compression pointer that does not point strictly backwards
    BadLabel,           ///< a label type other than a plain label or a pointer (RFC 6891 retired 01)
    NameTooLong,        ///< over 255 bytes (RFC 1035 section 2.3.4)
    BadRecord,          ///< an answer's RDLENGTH leaves the message
};

const char* describe(Defect defect);

/// A decoded DNS message (RFC 1035 section 4), as far as this program uses it. Reuse one object
/// for many messages: decode() keeps its capacity.
struct Message {
    std::uint16_t id = 0;
    bool isResponse = false;
    std::uint8_t opcode = 0;
    ResponseCode rcode = ResponseCode::NoError;
    bool truncatedFlag = false;          ///< TC
    std::uint16_t questionCount = 0;     ///< as the header claims, which may be a lie
    std::uint16_t answerCount = 0;       ///< as the header claims
    std::vector<Question> questions;     ///< those that could be read
    std::optional<std::uint32_t> minimumTtlSeconds; ///< smallest TTL in the answer section;
                                                    ///< for a negative answer the SOA's (RFC 2308)
    std::optional<std::uint16_t> ednsPayloadSize;   ///< present: the message has an OPT record
    Defect defect = Defect::None;
    std::size_t defectOffset = 0; ///< byte of the message where decoding stopped

    /// All questions that could be read are valid even when there is a defect.
    bool hasDefect() const { return defect != Defect::None; }
};

/// Decodes `bytes` (without the two length bytes of DNS over TCP) into `message`. Never throws
/// and never reads outside `bytes`; linear in their number. False only for Defect::ShortHeader.
bool decode(std::span<const std::byte> bytes, Message& message);

} // namespace beaconscope::dns
