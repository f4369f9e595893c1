// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/series/expected_beats.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <vector>

using namespace beaconscope;
using series::ExpectedBeat;
using series::expectedBeats;

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

std::vector<std::int64_t> missedAt(const std::vector<ExpectedBeat>& beats) {
    std::vector<std::int64_t> result;
    for (const ExpectedBeat& beat : beats) {
        if (beat.missed)
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
