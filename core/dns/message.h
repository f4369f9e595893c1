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

/// The largest number of questions that are read from one message. Only mDNS sends more than one,
/// and then some dozens; thousands would be a way to fill memory.
inline constexpr std::uint16_t kMaxQuestions = 256;

/// The parts of a decoded DNS message (RFC 1035 section 4) that this program uses. Reuse one object
/// for many messages, because decode() keeps its memory.
struct Message {
    std::uint16_t id = 0;
    bool isResponse = false;
    ResponseCode rcode = ResponseCode::NoError;
    bool truncatedFlag = false;      ///< TC
    std::uint16_t questionCount = 0; ///< as the header says, which may be wrong
    std::uint16_t answerCount = 0;   ///< as the header says, which may be wrong
    QuestionList questions;          ///< all questions before the first one that cannot be read
    std::optional<std::uint32_t> minimumTtlSeconds; ///< smallest TTL in the answer section; for a
                                                    ///< negative answer the SOA's (RFC 2308)
    std::optional<std::uint16_t> ednsPayloadSize;   ///< set when the message has an OPT record
    Defect defect = Defect::None;
    std::size_t defectOffset = 0; ///< byte of the message where decoding stopped

    /// `questions` are valid even when there is a defect.
    bool hasDefect() const { return defect != Defect::None; }
};

/// Decodes `bytes` (without the two length bytes of DNS over TCP) into `message`. Throws only
/// std::bad_alloc and never reads outside `bytes`; linear in their number. Returns false only for
/// Defect::ShortHeader; even then id and flags are set if there are four bytes. Bytes after the
/// last record are padding, not a defect.
bool decode(std::span<const std::byte> bytes, Message& message);

} // namespace beaconscope::dns
