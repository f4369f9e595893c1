// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/one_beacon.h"

#include "core/detect/derived_series.h"
#include "core/detect/detector.h"
#include "core/detect/rhythm/beacon_query.h"
#include "core/detect/rhythm/order_statistics.h"
#include "core/detect/rhythm/rhythm_beats.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace beaconscope::detect::rhythm {

namespace {

using series::FindingKind;

constexpr double kMostIntervals = 0.7;
constexpr double kNearlyAll = 0.9;

/// The beats of a series of several domains.
struct WideBeats {
    std::vector<Timestamp> times;
    std::vector<double> intervals; ///< one less than times
    std::vector<bool> inside;      ///< for each interval, whether it lies inside the window
};

/// Returns none where the evidence is not a window of intervals.
std::optional<WideBeats> wideBeats(const series::AnalysisInput& input,
                                   std::span<const EventId> rows, const SeriesAnalysis& analysis) {
    JudgedBeats beats = judgedBeats(input, rows, analysis);
    if (!beats.window)
        return std::nullopt;
    WideBeats wide{std::move(beats.times), std::move(beats.intervalsSeconds), {}};
    for (const double interval : wide.intervals)
        wide.inside.push_back(
            std::ranges::any_of(beats.window->teeth, [&](const series::IntervalRange& tooth) {
                return interval >= tooth.lowSeconds && interval <= tooth.highSeconds;
            }));
    return wide;
}

/// The beats that hold queries of `rows`, each once and in order.
std::vector<std::size_t> beatsWith(const WideBeats& wide, const series::AnalysisInput& input,
                                   std::span<const EventId> rows) {
    std::vector<std::size_t> beats;
    for (const EventId row : rows) {
        const auto next = std::ranges::upper_bound(wide.times, input.events[row.index()].time);
        if (next == wide.times.begin())
            continue;
        const auto beat = static_cast<std::size_t>(next - wide.times.begin()) - 1;
        if (beats.empty() || beats.back() != beat)
            beats.push_back(beat);
    }
    return beats;
}

/// Of the intervals before and after `beats`, the share inside the window.
double shareInside(const WideBeats& wide, std::span<const std::size_t> beats) {
    std::size_t inside = 0;
    std::size_t all = 0;
    for (const std::size_t beat : beats) {
        if (beat > 0) {
            ++all;
            inside += wide.inside[beat - 1] ? 1U : 0U;
        }
        if (beat < wide.inside.size()) {
            ++all;
            inside += wide.inside[beat] ? 1U : 0U;
        }
    }
    return all == 0 ? 0 : static_cast<double>(inside) / static_cast<double>(all);
}

bool isMostlyPartOf(std::span<const EventId> narrow, std::span<const EventId> wide) {
    const std::set<EventId> rows(wide.begin(), wide.end());
    const auto shared =
        std::ranges::count_if(narrow, [&](EventId row) { return rows.contains(row); });
    return static_cast<double>(shared) >= kNearlyAll * static_cast<double>(narrow.size());
}

/// Whether the rhythm of `wide`, a series of several domains, is that of its part `narrow`, a
/// series of one domain: of the intervals of `wide` before and after each query of `narrow`, most
/// lie inside the window. So nothing of `narrow` disturbs the rhythm of `wide`.
bool carriesRhythm(const WideBeats& beats, const series::AnalysisInput& input,
                   std::span<const EventId> wide, std::span<const EventId> narrow) {
    return isMostlyPartOf(narrow, wide) &&
           shareInside(beats, beatsWith(beats, input, narrow)) >= kMostIntervals;
}

/// Whether `wide` has a rhythm only because its part `narrow` has one: most of the intervals inside
/// the window begin and end with queries of `narrow`.
bool owesRhythm(const WideBeats& beats, const series::AnalysisInput& input,
                std::span<const EventId> narrow) {
    const std::vector<std::size_t> ofNarrow = beatsWith(beats, input, narrow);
    std::size_t both = 0;
    for (std::size_t i = 1; i < ofNarrow.size(); ++i)
        both += ofNarrow[i] == ofNarrow[i - 1] + 1 && beats.inside[ofNarrow[i - 1]] ? 1U : 0U;
    const auto inside = static_cast<double>(std::ranges::count(beats.inside, true));
    return static_cast<double>(both) >= kMostIntervals * inside;
}

/// The queries of `rows` as beats, with a window around the median interval and its multiples. The
/// analysis of a series may join beats to turns; here each query counts.
WideBeats plainBeats(const series::AnalysisInput& input, std::span<const EventId> rows) {
    constexpr double kHalfWidth = 0.35; // of the median interval
    constexpr double kMaxPeriods = 4;
    WideBeats beats;
    for (const EventId row : rows) {
        const Timestamp time = input.events[row.index()].time;
        if (beats.times.empty() ||
            seconds(time - beats.times.back()) > kBeatIntervalsSeconds.front())
            beats.times.push_back(time);
    }
    beats.intervals = intervalsOf(beats.times);
    if (beats.intervals.empty())
        return beats;
    std::vector<double> sorted = beats.intervals;
    const double median = medianInPlace(sorted);
    for (const double interval : beats.intervals) {
        const double periods = std::clamp(std::round(interval / median), 1.0, kMaxPeriods);
        beats.inside.push_back(std::abs(interval / median - periods) <= kHalfWidth);
    }
    return beats;
}

/// Whether each beat asks for one domain, and the time to the next beat does not depend on it. Two
/// programs with one period, at some distance from each other, differ in that.
bool areInTurn(const WideBeats& wide, std::span<const std::vector<std::size_t>> beats) {
    constexpr double kTolerance = 0.05;
    std::vector<double> medians;
    std::vector<double> deviations;
    std::size_t visits = 0;
    std::size_t fewest = wide.times.size();
    for (const std::vector<std::size_t>& ofMember : beats) {
        visits += ofMember.size();
        std::vector<double> after;
        for (const std::size_t beat : ofMember) {
            if (beat < wide.inside.size() && wide.inside[beat])
                after.push_back(wide.intervals[beat]);
        }
        if (after.empty())
            return false;
        fewest = std::min(fewest, after.size());
        medians.push_back(medianInPlace(after));
        for (const double interval : after)
            deviations.push_back(std::abs(interval - medians.back()));
    }
    const auto [least, most] = std::ranges::minmax(medians);
    const double noise = 3 * medianInPlace(deviations) / std::sqrt(static_cast<double>(fewest));
    return kNearlyAll * static_cast<double>(visits) <= static_cast<double>(wide.times.size()) &&
           most - least <= kTolerance * least + noise;
}

/// Looks for domains of one client that are asked for in turn.
class TurnSeeker {
public:
    TurnSeeker(const series::AnalysisInput& input, const series::SeriesSet& set)
        : m_input(input)
        , m_set(set)
        , m_times(input) {}

    /// Takes members away until the others are asked for in turn. Returns the rows of these, or
    /// none.
    std::vector<EventId> seek(std::vector<std::size_t>& members) const;
    /// Returns how much the rows stand out together.
    double lnPOf(std::span<const EventId> rows);

private:
    std::vector<EventId> rowsOf(std::span<const std::size_t> members) const;

    const series::AnalysisInput& m_input;
    const series::SeriesSet& m_set;
    series::DrawnTimes m_times;
    SeriesAnalyser m_analyser;
};

std::vector<EventId> TurnSeeker::rowsOf(std::span<const std::size_t> members) const {
    std::vector<EventId> rows;
    for (const std::size_t member : members)
        rows.insert(rows.end(), m_set[member].rows.begin(), m_set[member].rows.end());
    std::sort(rows.begin(), rows.end(), [this](EventId left, EventId right) {
        return std::pair(m_input.events[left.index()].time, left) <
               std::pair(m_input.events[right.index()].time, right);
    });
    return rows;
}

double TurnSeeker::lnPOf(std::span<const EventId> rows) {
    std::vector<Query> queries;
    SeriesOptions options;
    options.splitNames = false;
    options.seekClock = false;
    options.resolutionSeconds = gatherQueries(m_input, m_times, rows, queries);
    return m_analyser.analyse(queries, options).lnPFinal;
}

std::vector<EventId> TurnSeeker::seek(std::vector<std::size_t>& members) const {
    while (members.size() > 1) {
        std::vector<EventId> rows = rowsOf(members);
        const WideBeats wide = plainBeats(m_input, rows);
        std::vector<std::vector<std::size_t>> beats;
        std::vector<double> shares;
        for (const std::size_t member : members) {
            beats.push_back(beatsWith(wide, m_input, m_set[member].rows));
            shares.push_back(shareInside(wide, beats.back()));
        }
        const auto worst = std::ranges::min_element(shares);
        if (*worst >= kMostIntervals)
            return areInTurn(wide, beats) ? rows : std::vector<EventId>();
        members.erase(members.begin() + (worst - shares.begin()));
    }
    return {};
}

/// Candidates of one client whose periods agree, in runs.
std::vector<std::vector<std::size_t>> byPeriod(std::span<const std::size_t> candidates,
                                               const RhythmMeasurements& measured,
                                               const series::SeriesSet& set) {
    constexpr double kAgree = 1.05;
    constexpr std::size_t kMaxMembers = 24; // more are not looked at: that would be quadratic
    const auto periodOf = [&](std::size_t index) {
        return measured.series[index].analysed->rhythm.periodSeconds();
    };
    std::vector<std::size_t> sorted(candidates.begin(), candidates.end());
    std::ranges::sort(sorted, {}, [&](std::size_t index) {
        return std::tuple(set[index].key.client, periodOf(index), index);
    });
    std::vector<std::vector<std::size_t>> runs;
    for (const std::size_t index : sorted) {
        const bool joins = !runs.empty() && runs.back().size() < kMaxMembers &&
                           set[runs.back().back()].key.client == set[index].key.client &&
                           periodOf(index) <= kAgree * periodOf(runs.back().back());
        if (!joins)
            runs.emplace_back();
        runs.back().push_back(index);
    }
    return runs;
}

bool areOfOnePool(std::span<const std::size_t> members,
                  const std::map<std::size_t, std::size_t>& parts) {
    const auto pool = parts.find(members.front());
    return pool != parts.end() && std::ranges::all_of(members, [&](std::size_t member) {
               const auto found = parts.find(member);
               return found != parts.end() && found->second == pool->second;
           });
}

} // namespace

DomainUnions addInTurn(const series::AnalysisInput& input, std::span<const std::size_t> candidates,
                       const RhythmMeasurements& measured, series::SeriesSet& set) {
    DomainUnions unions;
    TurnSeeker seeker(input, set);
    for (std::vector<std::size_t>& members : byPeriod(candidates, measured, set)) {
        const auto lnPOf = [&](std::size_t index) {
            return measured.series[index].analysed->rhythm.lnPFinal;
        };
        std::vector<EventId> rows = seeker.seek(members);
        if (rows.empty() || areOfOnePool(members, measured.parts) ||
            seeker.lnPOf(rows) >= lnPOf(*std::ranges::min_element(members, {}, lnPOf)))
            continue;
        const auto rarest = std::ranges::min_element(members, {}, [&](std::size_t index) {
            return measured.populations->clientsOf(set[index].key.domain);
        });
        series::SeriesKey key = set[*rarest].key;
        key.kind = FindingKind::LookAlikes;
        unions.emplace(set.size(),
                       DomainUnion{domainsOf(input, rows), DomainUnion::Reason::InTurn});
        set.add(key, std::move(rows), set[*rarest].excludedBy);
    }
    return unions;
}

namespace {

/// Finds which series with a rhythm are parts of others.
class PartFinder {
public:
    PartFinder(const series::AnalysisInput& input, const series::SeriesSet& set,
               const RhythmMeasurements& measured);

    std::map<std::size_t, std::size_t> find();

private:
    double lnPOf(std::size_t index) const {
        return m_measured.series[index].analysed->rhythm.lnPFinal;
    }
    std::vector<std::size_t> membersOf(std::size_t whole) const;
    void divide(std::size_t whole);

    using Place = std::tuple<AddressId, series::RuleIndex, DomainId>;

    const series::AnalysisInput& m_input;
    const series::SeriesSet& m_set;
    const RhythmMeasurements& m_measured;
    std::map<Place, std::size_t> m_domains;
    std::vector<std::size_t> m_pools;
    std::vector<std::size_t> m_unions;
    std::map<std::size_t, std::size_t> m_parts;
};

PartFinder::PartFinder(const series::AnalysisInput& input, const series::SeriesSet& set,
                       const RhythmMeasurements& measured)
    : m_input(input)
    , m_set(set)
    , m_measured(measured) {
    for (std::size_t i = 0; i < set.size(); ++i) {
        const MeasuredSeries& one = measured.series[i];
        if (!one.isTested() || one.analysed->rhythm.outcome() != Outcome::Periodic)
            continue;
        const series::SeriesKey& key = set[i].key;
        if (key.kind == FindingKind::Beacon)
            m_domains.emplace(Place{key.client, set[i].excludedBy, key.domain}, i);
        else
            (key.kind == FindingKind::NxdomainPool ? m_pools : m_unions).push_back(i);
    }
}

/// The domains, and the pool of their client, that may be parts of a pool or union.
std::vector<std::size_t> PartFinder::membersOf(std::size_t whole) const {
    const series::Series& one = m_set[whole];
    std::vector<std::size_t> members;
    for (const DomainId domain : domainsOf(m_input, one.rows)) {
        const auto found = m_domains.find({one.key.client, one.excludedBy, domain});
        if (found != m_domains.end())
            members.push_back(found->second);
    }
    for (const std::size_t pool : m_pools) {
        if (pool != whole && m_set[pool].key.client == one.key.client &&
            m_set[pool].excludedBy == one.excludedBy)
            members.push_back(pool);
    }
    return members;
}

void PartFinder::divide(std::size_t whole) {
    constexpr double kAboutAsMuch = 0.9;
    const series::Series& one = m_set[whole];
    const auto beats = wideBeats(m_input, one.rows, m_measured.series[whole].analysed->rhythm);
    if (!beats)
        return;
    const std::vector<std::size_t> members = membersOf(whole);
    const auto owed = std::ranges::find_if(members, [&](std::size_t member) {
        return m_set[member].key.kind == FindingKind::Beacon &&
               owesRhythm(*beats, m_input, m_set[member].rows);
    });
    if (owed != members.end()) {
        m_parts[whole] = *owed;
        return;
    }
    for (const std::size_t member : members) {
        if (kAboutAsMuch * lnPOf(member) >= lnPOf(whole) &&
            carriesRhythm(*beats, m_input, one.rows, m_set[member].rows))
            m_parts[member] = whole;
        else if (one.key.kind == FindingKind::LookAlikes && lnPOf(member) < lnPOf(whole))
            m_parts[whole] = member;
    }
}

std::map<std::size_t, std::size_t> PartFinder::find() {
    for (const std::size_t pool : m_pools)
        divide(pool);
    // What is a part of a union is that and nothing else.
    for (const std::size_t together : m_unions)
        divide(together);
    return std::move(m_parts);
}

} // namespace

std::map<std::size_t, std::size_t> findParts(const series::AnalysisInput& input,
                                             const series::SeriesSet& set,
                                             const RhythmMeasurements& measured) {
    return PartFinder(input, set, measured).find();
}

} // namespace beaconscope::detect::rhythm
