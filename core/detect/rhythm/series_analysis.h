// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/beats_needed.h"
#include "core/detect/rhythm/beats.h"
#include "core/detect/rhythm/coherent_test.h"
#include "core/detect/rhythm/cycle.h"
#include "core/detect/rhythm/duplicates.h"
#include "core/detect/rhythm/estimates.h"
#include "core/detect/rhythm/growth.h"
#include "core/detect/rhythm/interval_test.h"
#include "core/detect/rhythm/other_length.h"
#include "core/detect/rhythm/period_change.h"
#include "core/detect/rhythm/query.h"
#include "core/detect/rhythm/ttl_explanation.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace beaconscope::detect::rhythm {

/// ln p_final below this flags a pair on its own: about 1 in 1,000 by chance.
inline constexpr double kFlagLnP = -7;

enum class Outcome : std::uint8_t {
    TooFewBeats,    ///< not tested
    NoRhythm,       ///< no window of intervals and no spectral line stands out
    FollowUp,       ///< the interval that stands out is a delay after something without a rhythm
    ExplainedByTtl, ///< periodic, but expiring cached answers explain it
    DailyRoutine,   ///< once a day or every other day, but at no fixed time: a habit of people
    Periodic,       ///< periodic beyond what chance and caches explain
};

/// All that the detector knows about one pair. Probabilities are natural logarithms, at most 0,
/// corrected for everything that was tried within the pair, not for the number of pairs.
struct SeriesAnalysis {
    std::size_t queries = 0;    ///< as given
    std::size_t duplicates = 0; ///< of these, copies that step 1 dropped
    std::size_t names = 0;      ///< different names
    std::size_t beats = 0;      ///< of the series that carries the rhythm; if not tested, the most
    std::size_t tests = 0;      ///< series and levels tried

    double lnPFree = 0; ///< is it periodic at all?
    /// ... in a way that caches do not explain. Below lnPFree where the intervals of missed beats
    /// alone say more than all intervals together.
    double lnPFinal = 0;
    double lnPInterval = 0;
    double lnPCoherent = 0;
    double lnPTtl = 0;

    // The members below describe one of the tested series of beats: the one that keeps a clock
    // where the clock is the stronger evidence, else the one whose intervals stand out most, even
    // where they do not stand out enough to be a rhythm.
    std::optional<std::uint32_t> carrier; ///< the name that carries it; none: all names together
    double levelSeconds = 0;              ///< which of kBeatIntervalsSeconds
    double deadTimeSeconds = 0;
    double firstBeatSeconds = 0;
    double lastBeatSeconds = 0;
    double largestTtlSeconds = kUnknownTtl;
    double namesPerBeat = 0;
    double newNameShare = 0; ///< of its beats, those that ask for a name for the first time
    double cover = 0;        ///< length of the series over that of the capture, 0..1

    // About the intervals that stand out most.
    IntervalEvidence window;
    RhythmEstimates estimates;
    std::optional<Cycle> cycle;             ///< where the intervals alternate
    bool beatsAreTurns = false;             ///< each beat is a turn of the cycle
    std::vector<OtherPace> otherPaces;      ///< where the period changes; in time order
    std::optional<OtherLength> otherLength; ///< where no cycle and no change of period explains it
    std::optional<Growth> growth; ///< where the intervals grow or shrink, and no length of
                                  ///< them stands out as much
    TtlExplanation ttl;
    bool windowIsOfCarrier =
        true; ///< false: these are the intervals of another name than the clock's

    SpectralLine line; ///< the strongest line; its lnP as corrected in lnPCoherent
    bool ttlExplainsLine = false;
    double resolutionSeconds = 0; ///< of the times, see SeriesOptions

    /// The delay after which queries follow others, where the beats above are the ones that open
    /// it: of their queries, each that follows belongs to the beat of the one that it follows.
    std::optional<IntervalEvidence> followUps;
    /// The strongest such delay in any group and level, whatever its opening beats show.
    IntervalEvidence strongestFollowUps;
    std::size_t givenUp = 0; ///< queries that came as the client gave up on the one before

    bool tested() const { return tests > 0; }
    /// Returns the result when chances below `largestLnP` count as a rhythm.
    Outcome outcome(double largestLnP = kFlagLnP) const;
    /// Whether the beats keep a clock that is stronger evidence than the intervals.
    bool isClocked() const { return lnPCoherent < kFlagLnP && lnPCoherent < lnPInterval; }
    /// The period to show: the line's where it is the stronger evidence, else the window's.
    double periodSeconds() const {
        return isClocked() ? line.periodSeconds : estimates.periodSeconds;
    }
    /// Whether the period is about one or two days and the times spread, as people's do.
    bool isDailyRoutine() const;
    /// Whether jitter and missed beats, which are read off the window, are those of this period.
    bool estimatesFitPeriod() const;
};

struct SeriesOptions {
    /// Also test the busiest names alone; off for pools of unrelated names.
    bool splitNames = true;
    /// Also look for beats that keep a clock; off where several caches are taken together, as their
    /// answers expire with a beat of their own.
    bool seekClock = true;
    double captureSeconds = 0; ///< for cover; 0: unknown
    /// When the capture went on after a time in which nothing was captured, such as between two
    /// files; in ascending order and on the scale of the queries' times. Beats due in such a time
    /// are not missed.
    std::span<const double> restartsSeconds;
    /// How finely the times are known; 0: exactly. Rhythms below kMinPeriodResolutions of it are
    /// not looked for.
    double resolutionSeconds = 0;
};

/// Steps 1 to 7 and 9 for one pair of client and registered domain. Keeps its buffers from call to
/// call: use one a thread. The result depends on the arguments alone.
class SeriesAnalyser {
public:
    /// `queries` sorted by time.
    SeriesAnalysis analyse(std::span<const Query> queries, const SeriesOptions& options);

private:
    /// All queries of the pair, or those for one name.
    struct Group {
        std::optional<std::uint32_t> name; ///< as numbered in m_names
    };

    void numberNames();
    void chooseGroups(bool splitNames);
    std::span<const Query> queriesOf(const Group& group);
    void testGroup(std::size_t index, SeriesAnalysis& result);
    std::optional<IntervalEvidence> testBeats(SeriesAnalysis& result);
    void testCoherence(SeriesAnalysis& result);
    void describeSeries(const Group& group, double levelSeconds,
                        const std::optional<IntervalEvidence>& delay, const SeriesOptions& options,
                        SeriesAnalysis& result);
    void joinCycle(SeriesAnalysis& result);
    void correctMultiple(SeriesAnalysis& result);
    static void roundToResolution(SeriesAnalysis& result);
    double shareWithNewName(std::span<const Query> queries);
    void describeIntervals(SeriesAnalysis& result);
    void explainByCache(std::span<const Query> queries, SeriesAnalysis& result);
    void explain(SeriesAnalysis& result, const SeriesOptions& options);

    static constexpr std::size_t kMaxNames = 6;
    static constexpr std::size_t kMaxCoherentGroups = 4;

    DuplicateScratch m_duplicates;
    std::vector<Query> m_kept; ///< names renumbered as indices into m_names
    std::vector<std::uint32_t> m_names;
    std::vector<std::uint32_t> m_nameCounts;
    std::vector<Group> m_groups;
    std::vector<Query> m_groupQueries;
    std::vector<std::uint8_t> m_seenNames;
    std::span<const double> m_restarts; ///< see SeriesOptions
    std::array<std::vector<double>, kMaxCoherentGroups> m_clockBeats;
    std::optional<std::size_t> m_bestGroup;
    std::optional<std::size_t> m_lineGroup;
    /// By group: the delay that was taken out of m_clockBeats.
    std::array<std::optional<IntervalEvidence>, kMaxCoherentGroups> m_clockFollowUps;
    BeatSeries m_beats;
    IntervalEvidence m_evidence; ///< of testBeats()
    SortedIntervals m_sortedIntervals;
    std::vector<double> m_scratch;
    std::vector<CachedAnswer> m_answers;
    std::vector<double> m_remaining;
    CoherentTest m_coherent;
};

} // namespace beaconscope::detect::rhythm
