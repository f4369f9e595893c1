// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>

namespace beaconscope::detect::rhythm {

inline constexpr double kUnknownTtl = -1.0;

/// One query of one client below one registered domain, as the detector sees it.
///
/// Times are seconds since an origin that the caller chooses, the capture's first packet say. The
/// caller must subtract in integer nanoseconds and convert the difference: doubles of seconds since
/// 1970 resolve only a quarter of a microsecond.
struct Query {
    double timeSeconds = 0;
    std::uint32_t name = 0; ///< any number that is the same for the same name
    std::uint16_t type = 0; ///< qtype
    std::uint16_t id = 0;   ///< DNS message id
    /// Smallest TTL of the answer, kUnknownTtl if there was none.
    double ttlSeconds = kUnknownTtl;
    std::uint16_t rcode = 0; ///< 0 if nothing answered
    std::uint16_t clientPort = 0;
    float roundTripSeconds = -1; ///< to the response; below 0: none, or its time is not known
    /// From its first copy to the last one that the client sent because no answer came; 0 for a
    /// query that was sent once. dropDuplicates() sets it.
    float repeatedForSeconds = 0;
};

/// Whether a response to it was captured.
inline bool hasAnswer(const Query& query) {
    return query.roundTripSeconds >= 0 || query.ttlSeconds >= 0 || query.rcode != 0;
}

} // namespace beaconscope::detect::rhythm
