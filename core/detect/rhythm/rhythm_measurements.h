// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/domain_union.h"
#include "core/detect/populations.h"
#include "core/detect/rhythm/series_analysis.h"
#include "core/series/interval_statistics.h"
#include "core/series/series.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace beaconscope::detect::rhythm {

/// Results that depend on the rows of one series alone.
struct AnalysedSeries {
    SeriesAnalysis rhythm;
    series::IntervalStatistics intervals;
    NameId soleName; ///< where all queries ask for one name
    /// The carrier alone, or all names, each once; empty where there are more than a few.
    std::vector<NameId> rhythmNames;
};

/// What the rhythm detector keeps of one series. Small, as captures hold hundreds of thousands of
/// series and few with enough queries to say anything about.
struct MeasuredSeries {
    /// Null where there are fewer queries than a test needs beats.
    std::shared_ptr<const AnalysedSeries> analysed;
    std::optional<std::uint64_t> likeness; ///< see likenessOf(); where it was needed
    double lnQ = 0; ///< false-discovery rate of the series that stand out as much

    bool isTested() const { return analysed && analysed->rhythm.tested(); }
};

/// What is measured of the series of one capture.
struct RhythmMeasurements {
    std::vector<MeasuredSeries> series;
    DomainUnions unions; ///< of each series of several registered domains, by index
    /// Of each pool whose queries are nearly all for one registered domain: the index of the series
    /// of that domain.
    std::map<std::size_t, std::size_t> mainDomains;
    /// Of each series with a rhythm that is that of another series: the index of the other, whose
    /// finding it belongs to. See findParts().
    std::map<std::size_t, std::size_t> parts;
    std::shared_ptr<const Populations> populations;
    double captureSeconds = 0; ///< length of the capture, or of the chosen time range
    double querySeconds = 0;   ///< the part of it from the first query to the last
};

/// Measures a set that holds a series for each client and registered domain, and adds those that
/// show only across them: pools of names that do not exist, names without a registry, look-alike
/// domains. Takes over from `earlier`, measurements of `earlierSet`, what is still the same; both
/// may be null.
RhythmMeasurements measureRhythms(const series::AnalysisInput& input, series::SeriesSet& set,
                                  const RhythmMeasurements* earlier,
                                  const series::SeriesSet* earlierSet, const std::stop_token& stop);

/// Returns the statistics of the intervals between the events of `rows`, which are in time order.
series::IntervalStatistics intervalsOfRows(const series::AnalysisInput& input,
                                           std::span<const EventId> rows);

} // namespace beaconscope::detect::rhythm
