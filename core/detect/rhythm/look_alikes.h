// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/rhythm/capture_analysis.h"
#include "core/detect/rhythm/capture_pairs.h"

#include <span>
#include <stop_token>

namespace beaconscope::detect::rhythm {

/// Two domains may look alike by chance.
inline constexpr std::size_t kLeastLookAlikes = 3;

/// Mean number of queries a domain. Who rotates comes back to its domains; a crawler, whose pace is
/// a rhythm too, asks for each once, in at most a few queries.
inline constexpr std::size_t kLeastReturns = 4;

/// A beacon that picks one of several registered domains for each beat leaves every single one
/// without a rhythm. This gathers, for each client, domains that nobody else asks for and that look
/// alike: one and the same host label below each, the same query types, the same largest TTL, and
/// about as many queries (the busiest at most three times the mean). At least kLeastLookAlikes,
/// and kLeastReturns queries for each on average.
///
/// Domains in which a rhythm was found on their own, as `results` of `pairs` say, stay out, and so
/// do names that do not exist, which pools look after. The units are analysed as others are
/// (analyseCapture) and count as further tests. Ordered by client, then by first row.
CapturePairs groupLookAlikes(std::span<const CaptureQuery> queries, const CapturePairs& pairs,
                             std::span<const UnitResult> results, const std::stop_token& stop = {});

} // namespace beaconscope::detect::rhythm
