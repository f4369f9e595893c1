// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/measured.h"

#include <memory>
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

/// A method that tells series with a rhythm from others. Stateless; safe to use from several
/// threads. HACKING.md says how to add one.
///
/// The work is split so that an edit re-runs as little as it can: group() when the scope changes,
/// measure() for rules, Measured::judge() for a limit, Measured::reasons() for a row that somebody
/// looks at.
class Detector {
public:
    virtual ~Detector() = default;

    virtual const DetectorInfo& info() const = 0;

    /// Says which events are one series. Most detectors take all queries by key. Returns null when
    /// stop was requested.
    virtual std::shared_ptr<const series::EventGroups> group(const series::AnalysisInput& input,
                                                             series::Grouping grouping,
                                                             const std::stop_token& stop) const;

    /// Returns the times it looks at for the events of a series, in order. Most detectors take
    /// those of the queries.
    virtual std::vector<Timestamp> timesOf(const ColumnView<store::Event>& events,
                                           std::span<const EventId> rows) const;

    /// Measures `series` and may add further ones to it, for what shows only in the light of the
    /// others. After a stop the result is unfinished and good for nothing.
    virtual std::unique_ptr<const MeasuredCapture>
    measure(const Subject& subject, std::shared_ptr<series::SeriesSet> series,
            const std::stop_token& stop) const = 0;
};

/// Returns the times of the events of `rows`, in their order.
std::vector<Timestamp> timesOfRows(const ColumnView<store::Event>& events,
                                   std::span<const EventId> rows);

/// Returns the seconds between neighbouring `times`, which are in order.
std::vector<double> intervalsOf(std::span<const Timestamp> times);

} // namespace beaconscope::detect
