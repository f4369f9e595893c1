// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/finding.h"
#include "core/detect/judged_beats.h"
#include "core/detect/parameters.h"
#include "core/series/series.h"

#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace beaconscope::detect {

/// What a detector is called and how it is to be used. All text is for people but for `id`.
struct DetectorInfo {
    std::string id;          ///< stable: "lab", "lab-exact"; on the command line and in JSON
    std::string title;       ///< "Lab rule: queries per client and name"
    std::string description; ///< what it does, and what it misses, in a few sentences
    std::vector<series::Grouping> groupings; ///< those it can work with; the first is its default
    std::vector<ParameterInfo> parameters;
    bool timesMessages = false; ///< it looks at the times of responses beside those of queries
    std::string scoreTitle;     ///< column title of Judgement::score, e.g. "Deviation"
    std::string scoreHelp;
};

/// What a detector found out about the series of a set, once, whatever its thresholds: the costly
/// part, kept so that moving a threshold does not repeat it. Immutable; detectors derive from it.
struct Measurements {
    virtual ~Measurements() = default;
};

/// An earlier run of the same detector on the same groups, under other rules.
struct EarlierRun {
    const series::SeriesSet& set;
    const Measurements& measurements;
};

/// How much a run looked at, for a reader who wants to know what its silence means.
struct Coverage {
    std::size_t tested = 0; ///< series with enough beats
    std::size_t untested = 0;
    /// Tested series without a rhythm that would be flagged all the same, on average; none where a
    /// detector knows no false-alarm probability.
    std::optional<double> expectedFalse;
    double shortestPeriodSeconds = 0; ///< that the detector can tell in this capture
    double longestPeriodSeconds = 0;
};

/// The number that decides about a series beside the limit it is compared with, in words for
/// people: "standard deviation 0.004 s" and "below 1 s". For a series too short to judge: "3
/// queries" and "at least 5".
struct DecidingValue {
    std::string value;
    std::string limit;
};

/// A way to tell series with a rhythm from others. Stateless; safe to use from several threads.
///
/// The work is split so that edits re-run as little as they can: group() when the scope changes,
/// measure() for rules, judge() for a threshold, reasons() for a row that somebody looks at.
class Detector {
public:
    virtual ~Detector() = default;

    virtual const DetectorInfo& info() const = 0;

    /// What makes events one series. Most take all queries by key. Null when stop was requested.
    virtual std::shared_ptr<const series::EventGroups> group(const series::AnalysisInput& input,
                                                             series::Grouping grouping,
                                                             const std::stop_token& stop) const;

    /// The times it looks at for the events of a series, in order. Most take those of the queries.
    virtual std::vector<Timestamp> timesOf(const ColumnView<store::Event>& events,
                                           std::span<const EventId> rows) const;

    /// May add series to `set`, for what shows only in the light of the others. What depends on
    /// nothing but a series' own rows can be taken over from `earlier` where sameSeries() finds
    /// it; the result is the same without. Whatever is returned after a stop is thrown away.
    virtual std::unique_ptr<const Measurements> measure(const series::AnalysisInput& input,
                                                        series::SeriesSet& set,
                                                        const EarlierRun* earlier,
                                                        const std::stop_token& stop) const = 0;

    /// What it says of the series at `index`. At most a few hundred nanoseconds.
    virtual Judgement judge(const series::SeriesSet& set, const Measurements& measurements,
                            const ParameterValues& parameters, std::size_t index) const = 0;

    /// Of the times it looked at in the series at `index`.
    virtual series::IntervalStatistics intervals(const ColumnView<store::Event>& events,
                                                 const series::SeriesSet& set,
                                                 const Measurements& measurements,
                                                 std::size_t index) const;
    /// Query messages in the series at `index`. All its events, for most.
    virtual std::uint64_t queries(const series::SeriesSet& set, const Measurements& measurements,
                                  std::size_t index) const;

    /// What the judgement of the series at `index` rests on; none where that is nothing but the
    /// series' own times.
    virtual std::optional<JudgedBeats> judgedBeats(const ColumnView<store::Event>&,
                                                   const series::SeriesSet&, const Measurements&,
                                                   std::size_t) const {
        return std::nullopt;
    }

    /// None where a detector cannot say.
    virtual std::optional<Coverage> coverage(const series::SeriesSet&, const Measurements&,
                                             const ParameterValues&) const {
        return std::nullopt;
    }

    /// Why the series at `index` is flagged or not: sentences with numbers and the limits they
    /// were compared with.
    virtual std::vector<std::string> reasons(const series::SeriesSet& set,
                                             const Measurements& measurements,
                                             const ParameterValues& parameters,
                                             std::size_t index) const = 0;

    /// What that comes down to for the series at `index`.
    virtual DecidingValue decidingValue(const series::SeriesSet& set,
                                        const Measurements& measurements,
                                        const ParameterValues& parameters,
                                        std::size_t index) const = 0;
};

/// Seconds between neighbouring `times`, which are in order.
std::vector<double> intervalsOf(std::span<const Timestamp> times);

} // namespace beaconscope::detect
