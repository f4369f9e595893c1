// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>

namespace beaconscope::dns {

/// Why decoding of a message stopped. The parts decoded before that are kept.
enum class Defect : std::uint8_t {
    None,
    ShortHeader,      ///< fewer than 12 bytes: the header is not complete
    Truncated,        ///< there are fewer questions or records than the header says
    ForwardPointer,   ///< a compression pointer that does not point strictly backwards; the name of
                      ///< a question with such pointers is kept all the same
    PointerChain,     ///< more pointers for one name than a name can have labels
    BadLabel,         ///< a label type other than a plain label or a pointer (RFC 6891 retired 01)
    NameTooLong,      ///< over 255 bytes (RFC 1035 section 2.3.4)
    TooManyQuestions, ///< more than kMaxQuestions; the first ones are kept
    BadRecord,        ///< a record's RDLENGTH leaves the message
};

/// Returns text for people: "a compression pointer that does not point backwards".
const char* describe(Defect defect);

} // namespace beaconscope::dns
