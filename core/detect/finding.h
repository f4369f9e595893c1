// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"
#include "core/series/exclusions.h"
#include "core/series/grouping.h"
#include "core/series/interval_statistics.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace beaconscope::detect {

/// Numbers of a detector that works with false-alarm probabilities, as natural logarithms.
struct FalseAlarm {
    double lnFree = 0;  ///< is it periodic at all, beyond chance
    double lnFinal = 0; ///< ... and not explained by the cache
    /// Expected share of false findings among the series whose lnFinal is at most this one's
    /// (Benjamini-Hochberg). Series that rules hide are ranked separately.
    double qValue = 1;
};

/// What a detector says of one series.
struct Judgement {
    bool flagged = false;
    double score = 0;                   ///< orders findings: higher is more suspicious
    std::optional<std::uint64_t> beats; ///< none for a stream, which has none
    std::optional<double> periodSeconds;
    std::optional<double> jitter; ///< relative half-width: 0.05 is ±5 %
    std::optional<double> missedRate;
    /// Length of a whole cycle where different intervals come in turn, because no single one is the
    /// schedule.
    std::optional<double> cycleSeconds;
    std::vector<double> cyclePartsSeconds; ///< its intervals, in turn; empty without a cycle
    double timeResolutionSeconds = 0; ///< how finely its times are known; 0: as the format says
    std::optional<double> ttlSeconds; ///< largest among the answers
    std::optional<FalseAlarm> falseAlarm;
    /// For a series of a whole registered domain: the name that carries the rhythm alone.
    std::optional<NameId> carrier;
    std::optional<std::uint64_t> clients; ///< how many clients ask for the same
    std::string explainedBy; ///< what makes it less suspicious, in a few words; empty: nothing
};

/// A judged series.
struct Finding {
    series::SeriesKey key;
    std::uint64_t queries = 0;
    std::uint64_t timedResponses = 0; ///< responses judged instead of queries; not in `queries`
    Timestamp first;
    Timestamp last;
    series::IntervalStatistics intervals; ///< of the series' times
    Judgement judgement;
    series::RuleIndex excludedBy = series::kNotExcluded;

    bool isExcluded() const { return excludedBy != series::kNotExcluded; }
    /// Flagged and not hidden by a rule.
    bool isReported() const { return judgement.flagged && !isExcluded(); }
};

} // namespace beaconscope::detect
