// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/rhythm/beats.h"
#include "core/detect/rhythm/coherent_test.h"
#include "core/detect/rhythm/interval_test.h"
#include "core/detect/rhythm/query.h"

#include <span>
#include <vector>

namespace beaconscope::detect::rhythm {

/// The last answer seen for a name.
struct CachedAnswer {
    double timeSeconds = 0;
    double ttlSeconds = kUnknownTtl;
    /// When the last query since then was asked whose answer was not captured, else timeSeconds.
    double assumedSeconds = 0;

    void hear(const Query& query);
};

/// For each interval: how long the answer stays cached, from the start of the beat before the
/// interval, for the name that opens the beat after it. 0 when that name was not answered before:
/// names that are new each time cannot be held back by a cache. A query whose answer was not
/// captured is taken to have got the TTL that the name had before, unless the client asks again
/// before that runs out.
///
/// Names of `queries` must be below `nameCount`; `scratch` is overwritten.
void remainingTtls(std::span<const Query> queries, const BeatSeries& beats, std::size_t nameCount,
                   std::vector<CachedAnswer>& scratch, std::vector<double>& remainingSeconds);

/// What caches on the client's side do to the evidence of a series.
struct TtlExplanation {
    double lnP = 0;        ///< of the window with each interval's dead time extended to its TTL
    double chanceMass = 1; ///< mean over the intervals of what the null law may then put inside
    double lnPRest = 0;    ///< of the longer intervals alone that no expiry precedes (missed beats)
    /// Share of the intervals in the window that end shortly after the cached answer expired.
    double followingExpiry = 0;
};

/// Step 7. A browser or resolver stub asks again when its cached answer expires, which makes use of
/// any kind periodic. So each interval's dead time is extended to what was left of the TTL, and the
/// same window is tested again; if more than a tenth of the intervals are shorter than the cache
/// allows, the host does not honour TTLs and the cache is no explanation. `lnCorrections` is added
/// to both logarithms; `periodSeconds` is the estimate from the window.
TtlExplanation explainByTtl(const BeatSeries& beats, std::span<const double> remainingSeconds,
                            const IntervalEvidence& evidence, double periodSeconds,
                            double lnCorrections);

/// Whether a spectral line is only the rhythm of expiring answers: most in-window intervals follow
/// an expiry, or the line or a small multiple of its period sits on the largest TTL handed out. The
/// second rule catches resolvers that hand out remaining TTLs, which keep a clock of their own.
/// `lnPTtl` is what the TTLs leave of the window's evidence.
bool ttlExplainsLine(const BeatSeries& beats, std::span<const double> remainingSeconds,
                     double followingExpiry, double lnPTtl, const SpectralLine& line,
                     double largestTtlSeconds);

} // namespace beaconscope::detect::rhythm
