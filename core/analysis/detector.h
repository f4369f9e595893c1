#pragma once

#include "core/analysis/finding.h"
#include "core/analysis/parameters.h"
#include "core/analysis/series.h"

#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace beaconscope::analysis {

/// What a detector is called and how it is to be used. All text is for people but for `id`.
struct DetectorInfo {
    std::string id;          ///< stable: "lab", "lab-exact"; on the command line and in JSON
    std::string title;       ///< "Lab rule: queries per client and name"
    std::string description; ///< what it does, and what it misses, in a few sentences
    std::vector<Grouping> groupings; ///< those it can work with; the first is its default
    std::vector<ParameterInfo> parameters;
    std::string scoreTitle; ///< column title of Judgement::score, e.g. "Deviation"
    std::string scoreHelp;
};

/// What a detector found out about the series of a set, once, whatever its thresholds: the costly
/// part, kept so that moving a threshold does not repeat it. Immutable; detectors derive from it.
struct Measurements {
    virtual ~Measurements() = default;

    std::vector<IntervalStatistics> intervals; ///< of each series, by timesOf()
};

/// A way to tell series with a rhythm from others. Stateless; safe to use from several threads.
///
/// The work is split so that edits re-run as little as they can: series() when the scope changes,
/// measure() after it, judge() for a threshold, reasons() for a row that somebody looks at.
class Detector {
public:
    virtual ~Detector() = default;

    virtual const DetectorInfo& info() const = 0;

    /// The series it judges. Most take all queries by key; see buildSeries().
    virtual SeriesSet series(const AnalysisInput& input, Grouping grouping,
                             std::stop_token stop) const;

    /// The times it looks at for the events of a series, in order. Most take those of the queries.
    virtual std::vector<Timestamp> timesOf(const ColumnView<store::Event>& events,
                                           std::span<const EventId> rows) const;

    virtual std::unique_ptr<const Measurements>
    measure(const AnalysisInput& input, const SeriesSet& set, std::stop_token stop) const = 0;

    /// As measure(), and with the same result, for an edit of the rules alone: `earlier` was
    /// measured for `earlierSet` from the same events. What is costly and depends on nothing but a
    /// series' own rows can be taken over for the series that sameSeries() finds.
    virtual std::unique_ptr<const Measurements>
    remeasure(const AnalysisInput& input, const SeriesSet& set, const SeriesSet& earlierSet,
              const Measurements& earlier, std::stop_token stop) const;

    /// One judgement a series, in the set's order. At most a few hundred nanoseconds each.
    virtual std::vector<Judgement> judge(const SeriesSet& set, const Measurements& measurements,
                                         const ParameterValues& parameters) const = 0;

    /// The window of intervals that decided about the series at `index`, if the detector has one.
    virtual std::optional<IntervalWindow> window(const Measurements&, std::size_t) const {
        return std::nullopt;
    }

    /// Why the series at `index` is flagged or not: sentences with numbers and the limits they
    /// were compared with.
    virtual std::vector<std::string> reasons(const SeriesSet& set, const Measurements& measurements,
                                             const ParameterValues& parameters,
                                             std::size_t index) const = 0;
};

/// Seconds between neighbouring `times`, which are in order.
std::vector<double> intervalsOf(std::span<const Timestamp> times);

/// Every detector, in the order in which they are offered. The first is the default.
const std::vector<std::shared_ptr<const Detector>>& detectors();

/// By DetectorInfo::id; null when there is none.
std::shared_ptr<const Detector> findDetector(std::string_view id);

} // namespace beaconscope::analysis
