// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/detector.h"
#include "core/detect/known_services.h"
#include "core/detect/populations.h"
#include "core/detect/rhythm/pair_analysis.h"
#include "core/detect/rhythm/priority.h"
#include "core/detect/tunnel/tunnel.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace beaconscope::detect::rhythm {

/// What depends on nothing but a series' own rows.
struct AnalysedSeries {
    PairAnalysis rhythm;
    series::IntervalStatistics intervals;
    NameId soleName; ///< where all queries ask for one name
    /// The carrier alone, or all names, each once; empty where there are more than a few.
    std::vector<NameId> rhythmNames;
};

/// What the rhythm detector keeps of one series. Small, as captures hold hundreds of thousands of
/// series and few with enough queries to say anything about.
struct MeasuredSeries {
    /// Null where there are fewer queries than beats are needed, and for tunnels.
    std::shared_ptr<const AnalysedSeries> analysed;
    std::optional<std::uint64_t> likeness; ///< see likenessOf(); where it was needed
    double lnQ = 0; ///< false-discovery rate of the series that stand out as much

    bool isTested() const { return analysed && analysed->rhythm.tested(); }
};

/// What is known of a series that is looked at as a tunnel.
struct MeasuredTunnel {
    tunnel::TunnelVolume volume;
    series::IntervalStatistics intervals;
};

/// Registered domains of one client that are taken together.
struct Flock {
    std::vector<DomainId> domains;
    bool areRegistered = true; ///< false: under last labels that no registry has; else look-alikes
};

struct RhythmMeasurements : Measurements {
    std::vector<MeasuredSeries> series;
    /// Of the series that are looked at as one, by index.
    std::map<std::size_t, std::shared_ptr<const MeasuredTunnel>> tunnels;
    /// Of each series of several registered domains, by index: which.
    std::map<std::size_t, Flock> flocks;
    /// Of each pool whose queries are nearly all for one registered domain: that pair, by index.
    std::map<std::size_t, std::size_t> mainPairs;
    Populations populations;
    Timestamp captureFirst;    ///< from which the tests count their times
    double captureSeconds = 0; ///< length of what is looked at
    double querySeconds = 0;   ///< of that, from the first query to the last
    store::NameTableView names;
    std::shared_ptr<const KnownServices> knownServices; ///< may be null

    Prevalence prevalenceOf(const series::Series& one) const;
    /// The analysis of the series at `index`, or what it would be.
    PairAnalysis analysisOf(const series::SeriesSet& set, std::size_t index) const;
};

/// Measures a set that holds the pairs of client and registered domain, and adds the series that
/// show only across pairs: pools of names that do not exist, tunnels, look-alike domains.
std::unique_ptr<const RhythmMeasurements> measureRhythms(const series::AnalysisInput& input,
                                                         series::SeriesSet& set,
                                                         const EarlierRun* earlier,
                                                         const std::stop_token& stop);

} // namespace beaconscope::detect::rhythm
