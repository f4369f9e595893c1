// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace beaconscope::detect::others {

/// Defaults of the hunting query for DNS.
struct SentinelParameters {
    std::int64_t minDeltaSeconds = 10; ///< intervals must be longer
    std::size_t minTotal = 15;         ///< an hour must hold more such intervals
    double minPercent = 80;            ///< flagged above
};

struct SentinelResult {
    double percent = 0; ///< of an hour's intervals, those of its commonest length; of the best hour
    std::int64_t deltaSeconds = 0; ///< that length
    bool flagged = false;
};

/// Microsoft Sentinel, "Potential beaconing activity" for ASIM DNS: in an hour (of the clock), how
/// many intervals of whole seconds have the commonest length. More than 15 intervals an hour rule
/// out periods of four minutes and more.
///
/// Charitable in one way: the query takes the interval to the client's next event of any name and
/// so loses beacons in other traffic; here the intervals are the series' own. `seconds` ascending,
/// whole, since 1970. None when no hour holds enough intervals.
std::optional<SentinelResult> sentinel(std::span<const std::int64_t> seconds,
                                       const SentinelParameters& parameters = {});

} // namespace beaconscope::detect::others
