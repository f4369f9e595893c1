// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/dns/defect.h"
#include "core/dns/question_list.h"
#include "core/dns/record_type.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace beaconscope::dns {

/// A decoded DNS message (RFC 1035 section 4), as far as this program uses it. Reuse one object
/// for many messages: decode() keeps its capacity.
struct Message {
    std::uint16_t id = 0;
    bool isResponse = false;
    std::uint8_t opcode = 0;
    ResponseCode rcode = ResponseCode::NoError;
    bool truncatedFlag = false;      ///< TC
    std::uint16_t questionCount = 0; ///< as the header claims, which may be a lie
    std::uint16_t answerCount = 0;   ///< as the header claims
    QuestionList questions;          ///< those that could be read whole, from the first on
    std::optional<std::uint32_t> minimumTtlSeconds; ///< smallest TTL in the answer section; for a
                                                    ///< negative answer the SOA's (RFC 2308)
    std::optional<std::uint16_t> ednsPayloadSize;   ///< present: the message has an OPT record
    Defect defect = Defect::None;
    std::size_t defectOffset = 0; ///< byte of the message where decoding stopped

    /// All questions that could be read are valid even when there is a defect.
    bool hasDefect() const { return defect != Defect::None; }
};

/// Decodes `bytes` (without the two length bytes of DNS over TCP) into `message`. Never throws
/// (but for std::bad_alloc) and never reads outside `bytes`; linear in their number. False only
/// for Defect::ShortHeader; id and flags are set even then when four bytes are there. Bytes behind
/// the last record are padding, not a defect.
bool decode(std::span<const std::byte> bytes, Message& message);

} // namespace beaconscope::dns
