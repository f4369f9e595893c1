// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/finding.h"
#include "core/detect/judged_beats.h"
#include "core/detect/parameters.h"
#include "core/series/series.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace beaconscope::detect {

class KnownServices;

/// What a detector looks at. Views and shared tables only: cheap to copy, safe to hand over.
struct Subject {
    series::AnalysisInput input;
    std::shared_ptr<const KnownServices> knownServices; ///< null: none
};

/// How much a run looked at, for a reader who wants to know what its silence means.
struct Coverage {
    std::size_t tested = 0; ///< series with enough beats
    std::size_t untested = 0;
    /// Tested series that stand out by themselves, but not among so many.
    std::size_t couldBeChance = 0;
    /// How many of the tested series would stand out by themselves if none had a rhythm.
    double expectedByChance = 0;
    /// How many of the findings are expected to be false; none where a detector knows no
    /// false-alarm probability.
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

/// Series and what a detector measured of them: the costly part, which does not depend on the
/// detector's limits. It owns all that its answers need. Immutable; safe to use from several
/// threads.
///
/// `index` is that of a series in series(); `limits` are values of the detector's parameters.
class Measured {
public:
    virtual ~Measured() = default;
    Measured(const Measured&) = delete;
    Measured& operator=(const Measured&) = delete;

    const series::SeriesSet& series() const { return *m_series; }

    /// Returns what the detector says of a series. Takes a few hundred nanoseconds.
    virtual Judgement judge(std::size_t index, const ParameterValues& limits) const = 0;

    /// Returns why the series is flagged or not: sentences with numbers and the limits they were
    /// compared with.
    virtual std::vector<std::string> reasons(std::size_t index,
                                             const ParameterValues& limits) const = 0;

    /// Returns what the reasons come down to.
    virtual DecidingValue decidingValue(std::size_t index, const ParameterValues& limits) const = 0;

    /// Returns the statistics of the intervals between the times that the detector looked at.
    virtual series::IntervalStatistics intervals(std::size_t index) const = 0;

    /// Returns the number of query messages in the series. For most detectors each event is one.
    virtual std::uint64_t queries(std::size_t index) const { return series()[index].rows.size(); }

    /// Returns what the judgement rests on, or none where that is nothing but the series' own
    /// times. Linear in the events of the series.
    virtual std::optional<JudgedBeats> judgedBeats(std::size_t /*index*/) const {
        return std::nullopt;
    }

protected:
    explicit Measured(std::shared_ptr<const series::SeriesSet> series)
        : m_series(std::move(series)) {}

private:
    std::shared_ptr<const series::SeriesSet> m_series;
};

/// All series of a capture, measured.
class MeasuredCapture : public Measured {
public:
    /// Measures `series`, the same groups under other rules, with the same detector. Takes over
    /// what depends on nothing but a series' own rows where series::sameSeries() finds it; the
    /// result is the same as that of Detector::measure(). After a stop the result is unfinished
    /// and good for nothing.
    virtual std::unique_ptr<const MeasuredCapture>
    remeasure(const Subject& subject, std::shared_ptr<series::SeriesSet> series,
              const std::stop_token& stop) const = 0;

    /// Returns how much was looked at; none where the detector cannot say. Linear in the series.
    virtual std::optional<Coverage> coverage(const ParameterValues& /*limits*/) const {
        return std::nullopt;
    }

protected:
    using Measured::Measured;
};

} // namespace beaconscope::detect
