#pragma once

#include "core/analysis/exclusions.h"
#include "core/analysis/grouping.h"
#include "core/analysis/interval_statistics.h"
#include "core/base/time.h"

#include <cstdint>
#include <optional>

namespace beaconscope::analysis {

enum class FindingKind : std::uint8_t { Beacon, Tunnel, NxdomainPool };

/// "beacon", "tunnel", "nxdomain-pool"
const char* identifier(FindingKind kind);

/// Numbers of a detector that works with false-alarm probabilities, as natural logarithms.
struct FalseAlarm {
    double lnFree = 0;  ///< is it periodic at all, beyond chance
    double lnFinal = 0; ///< ... and not explained by the cache
    double qValue = 1;  ///< over all series of the capture (Benjamini-Hochberg)
};

/// What a detector says of one series.
struct Judgement {
    bool flagged = false;
    double score = 0; ///< orders findings: higher is more suspicious
    std::uint64_t beats = 0;
    std::optional<double> periodSeconds;
    std::optional<double> jitter; ///< relative half-width: 0.05 is ±5 %
    std::optional<double> missedRate;
    std::optional<double> ttlSeconds; ///< typical answer TTL
    std::optional<FalseAlarm> falseAlarm;
    FindingKind kind = FindingKind::Beacon;
};

/// A judged series.
struct Finding {
    std::size_t series = 0; ///< index into the SeriesSet it came from
    SeriesKey key;
    std::uint64_t queries = 0;
    Timestamp first;
    Timestamp last;
    IntervalStatistics intervals; ///< of the series' times
    Judgement judgement;
    RuleIndex excludedBy = kNotExcluded;

    bool isExcluded() const { return excludedBy != kNotExcluded; }
    /// Flagged and not hidden by a rule.
    bool isReported() const { return judgement.flagged && !isExcluded(); }
};

} // namespace beaconscope::analysis
