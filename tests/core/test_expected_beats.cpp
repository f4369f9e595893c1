// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/series/expected_beats.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <vector>

using namespace beaconscope;
using series::BeatOutcome;
using series::ExpectedBeat;
using series::expectedBeats;
using series::expectedBeatsOfCycle;

namespace {

constexpr std::size_t kNoLimit = 1'000'000;
constexpr std::int64_t kStart = 1'500'000'000;

std::vector<Timestamp> atSeconds(std::initializer_list<double> secondsList) {
    std::vector<Timestamp> times;
    times.reserve(secondsList.size());
    for (const double value : secondsList)
        times.push_back(timestampFromSeconds(kStart, 0) + durationFromSeconds(value));
    return times;
}

std::vector<std::int64_t> missedAt(const std::vector<ExpectedBeat>& beats,
                                   BeatOutcome outcome = BeatOutcome::Missed) {
    std::vector<std::int64_t> result;
    for (const ExpectedBeat& beat : beats) {
        if (beat.outcome == outcome)
            result.push_back(
                std::chrono::round<std::chrono::seconds>(beat.time.time_since_epoch()).count() -
                kStart);
    }
    return result;
}

} // namespace

class TestExpectedBeats : public QObject {
    Q_OBJECT

private slots:
    void missesNothingOfAPerfectBeacon() {
        const auto times = atSeconds({0, 60, 120, 180});
        const auto beats = expectedBeats(times, 60, kNoLimit);
        QCOMPARE(beats.size(), std::size_t{3});
        QVERIFY(missedAt(beats).empty());
        QCOMPARE(beats.back().time, times.back());
    }

    void marksEachMissedBeat() {
        const auto beats = expectedBeats(atSeconds({0, 60, 240, 300}), 60, kNoLimit);
        QCOMPARE(missedAt(beats), (std::vector<std::int64_t>{120, 180}));
    }

    /// Two files: 0 s to 130 s, and 280 s to 500 s.
    void missesNothingWhereNothingWasCaptured() {
        const auto times = atSeconds({0, 60, 120, 300, 480});
        const auto ends = atSeconds({0, 130, 280, 500});
        const TimeSpans captured({{ends[0], ends[1]}, {ends[2], ends[3]}});
        const auto beats = expectedBeats(times, 60, kNoLimit, &captured);
        QCOMPARE(missedAt(beats), (std::vector<std::int64_t>{360, 420}));
        QCOMPARE(missedAt(beats, BeatOutcome::NotCaptured), (std::vector<std::int64_t>{180, 240}));
    }

    void expectsThePartsOfACycleInTurn() {
        const std::vector<double> parts = {55, 545};
        const auto times = atSeconds({0, 545, 600, 1145, 1200});
        const auto beats = expectedBeatsOfCycle(times, parts, kNoLimit);
        QCOMPARE(beats.size(), std::size_t{4});
        for (std::size_t i = 0; i < beats.size(); ++i) {
            QCOMPARE(beats[i].time, times[i + 1]);
            QCOMPARE(beats[i].outcome, BeatOutcome::Came);
        }
    }

    /// At 1,200 s the second beat of the turn does not come, at 2,345 s and 2,400 s a whole turn,
    /// and after 3,055 s a longer pause begins the turns anew.
    void marksTheMissedBeatsOfACycle() {
        const std::vector<double> parts = {55, 545};
        const auto beats = expectedBeatsOfCycle(
            atSeconds({0, 55, 600, 655, 1'200, 1'800, 1'855, 3'000, 3'055, 3'900, 3'955, 4'500}),
            parts, kNoLimit);
        QCOMPARE(missedAt(beats), (std::vector<std::int64_t>{1'255, 2'400, 2'455}));
    }

    void missesNothingOfACycleWhereNothingWasCaptured() {
        const std::vector<double> parts = {55, 545};
        const auto times = atSeconds({0, 55, 600, 655, 1'200, 3'000, 3'055, 3'600, 4'200, 4'255});
        const auto ends = atSeconds({0, 1'210, 2'990, 5'000});
        const TimeSpans captured({{ends[0], ends[1]}, {ends[2], ends[3]}});
        const auto beats = expectedBeatsOfCycle(times, parts, kNoLimit, &captured);
        QCOMPARE(missedAt(beats), (std::vector<std::int64_t>{3'655}));
        QCOMPARE(missedAt(beats, BeatOutcome::NotCaptured),
                 (std::vector<std::int64_t>{1'255, 1'800, 1'855, 2'400, 2'455}));
    }

    void hasNoBeatsWithoutACycle() {
        const auto times = atSeconds({0, 60, 120});
        const std::vector<double> parts = {55, 545};
        QVERIFY(expectedBeatsOfCycle(times, {}, kNoLimit).empty());
        QVERIFY(expectedBeatsOfCycle(times, std::vector<double>{60}, kNoLimit).empty());
        QVERIFY(expectedBeatsOfCycle(times, std::vector<double>{0, 60}, kNoLimit).empty());
        QVERIFY(expectedBeatsOfCycle(times, std::vector<double>(9, 60), kNoLimit).empty());
        QVERIFY(expectedBeatsOfCycle(times, parts, 2).empty());
        QVERIFY(expectedBeatsOfCycle(atSeconds({0, 86'400'000}), parts, 1'000).empty());
        const std::vector<Timestamp> ends = {Timestamp::min(), Timestamp::max()};
        QVERIFY(expectedBeatsOfCycle(ends, parts, kNoLimit).empty());
    }

    void followsDrift() {
        // Each beat comes 10 s late: a grid fixed at the first would be a whole period off.
        const auto beats = expectedBeats(atSeconds({0, 70, 140, 210, 280, 350, 420}), 60, kNoLimit);
        QVERIFY(missedAt(beats).empty());
        QCOMPARE(beats.size(), std::size_t{6});
    }

    void takesTheNearestOfSeveral() {
        const auto times = atSeconds({0, 45, 61, 80, 121});
        const auto beats = expectedBeats(times, 60, kNoLimit);
        QCOMPARE(beats.size(), std::size_t{2});
        QCOMPARE(beats.back().time, times[2] + std::chrono::seconds{60});
        QVERIFY(missedAt(beats).empty());
    }

    void hasNoBeatsWithoutAPeriod() {
        const auto times = atSeconds({0, 60, 120});
        QVERIFY(expectedBeats(times, 0, kNoLimit).empty());
        QVERIFY(expectedBeats(times, -1, kNoLimit).empty());
        QVERIFY(expectedBeats(atSeconds({0}), 60, kNoLimit).empty());
        QVERIFY(expectedBeats(times, 1e30, kNoLimit).empty());
    }

    void givesUpBeyondTheLimit() {
        QVERIFY(expectedBeats(atSeconds({0, 86'400}), 0.001, 1000).empty());
        const std::vector<Timestamp> ends = {Timestamp::min(), Timestamp::max()};
        QVERIFY(expectedBeats(ends, 86'400, kNoLimit).empty());
    }
};

BEACONSCOPE_TEST(TestExpectedBeats)
#include "test_expected_beats.moc"
