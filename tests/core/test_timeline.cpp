// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/series/timeline.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <vector>

using namespace beaconscope;
using series::timeline;
using series::Timeline;

namespace {

constexpr std::int64_t kStart = 1'508'335'385; // 14:03:05 UTC

std::vector<Timestamp> everySeconds(double periodSeconds, int count) {
    std::vector<Timestamp> times;
    times.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        times.push_back(timestampFromSeconds(kStart, 0) + durationFromSeconds(periodSeconds * i));
    return times;
}

std::uint64_t total(const Timeline& bins) {
    return std::accumulate(bins.counts.begin(), bins.counts.end(), std::uint64_t{0});
}

} // namespace

class TestTimeline : public QObject {
    Q_OBJECT

private slots:
    void countsEveryTimeOnce() {
        const auto times = everySeconds(60, 61);
        const Timeline bins = timeline(times, times.front(), times.back(), 60);
        QCOMPARE(seconds(bins.width), 60.0);
        QCOMPARE(total(bins), std::uint64_t{61});
        QCOMPARE(bins.counts.size(), std::size_t{61});
        for (const std::uint64_t count : bins.counts)
            QCOMPARE(count, std::uint64_t{1});
    }

    void takesWidthsThatPeopleRead_data() {
        QTest::addColumn<double>("spanSeconds");
        QTest::addColumn<int>("wanted");
        QTest::addColumn<double>("widthSeconds");
        QTest::newRow("nanoseconds") << 3e-8 << 100 << 1e-9;
        QTest::newRow("milliseconds") << 0.3 << 100 << 0.005;
        QTest::newRow("not quite a second") << 60.0 << 100 << 1.0;
        QTest::newRow("half a second") << 50.0 << 100 << 0.5;
        QTest::newRow("minutes") << 3600.0 << 100 << 60.0;
        QTest::newRow("quarters") << 86'400.0 << 100 << 900.0;
        QTest::newRow("hours") << 86'400.0 * 12 << 100 << 3.0 * 3600;
        QTest::newRow("days") << 86'400.0 * 150 << 100 << 2.0 * 86'400;
        QTest::newRow("years") << 86'400.0 * 36'500 << 100 << 500.0 * 86'400;
    }
    void takesWidthsThatPeopleRead() {
        QFETCH(double, spanSeconds);
        QFETCH(int, wanted);
        QFETCH(double, widthSeconds);
        const Timestamp first = timestampFromSeconds(0, 0);
        const Timeline bins = timeline({}, first, first + durationFromSeconds(spanSeconds),
                                       static_cast<std::size_t>(wanted));
        QCOMPARE(bins.width, durationFromSeconds(widthSeconds));
        QVERIFY(bins.counts.size() <= static_cast<std::size_t>(wanted) + 2);
    }

    void startsBinsAtMultiplesOfTheirWidth() {
        const auto times = everySeconds(1, 600);
        const Timeline bins = timeline(times, times.front(), times.back(), 10);
        QCOMPARE(seconds(bins.width), 60.0);
        QCOMPARE(toIso8601(bins.first), std::string("2017-10-18T14:03:00.000000000Z"));
        QCOMPARE(bins.counts.front(), std::uint64_t{55}); // 14:03:05 to 14:03:59
    }

    void doesNotFlickerWhilePanned() {
        const auto times = everySeconds(7, 1000);
        const Duration shift = std::chrono::milliseconds{10'300};
        const Timeline one = timeline(times, times[100], times[600], 50);
        const Timeline other = timeline(times, times[100] + shift, times[600] + shift, 50);
        QCOMPARE(other.width, one.width);
        const auto skipped = static_cast<std::size_t>((other.first - one.first) / one.width);
        for (std::size_t i = 0; i < other.counts.size() && i + skipped < one.counts.size(); ++i)
            QCOMPARE(other.counts[i], one.counts[i + skipped]);
    }

    void alignsTimesBeforeTheEpoch() {
        const std::vector<Timestamp> times = {timestampFromSeconds(-61, 0),
                                              timestampFromSeconds(-1, 0)};
        const Timeline bins = timeline(times, times.front(), times.back(), 1);
        QCOMPARE(seconds(bins.width), 60.0);
        QCOMPARE(bins.first, timestampFromSeconds(-120, 0));
        QCOMPARE(bins.counts, (std::vector<std::uint64_t>{1, 1}));
    }

    void survivesTheWholeRangeOfTime() {
        const std::vector<Timestamp> times = {Timestamp::min(), timestampFromSeconds(0, 0),
                                              Timestamp::max()};
        for (const std::size_t wanted : {std::size_t{0}, std::size_t{1}, std::size_t{200}}) {
            const Timeline bins = timeline(times, times.front(), times.back(), wanted);
            QCOMPARE(total(bins), std::uint64_t{3});
            QVERIFY(bins.width > Duration::zero());
            QVERIFY(bins.counts.size() <= 202);
        }
    }

    void binsOfARhythmMakeNoRhythmOfTheirOwn_data() {
        QTest::addColumn<double>("periodSeconds");
        QTest::addColumn<std::size_t>("mostBins");
        QTest::addColumn<double>("widthSeconds");
        QTest::addColumn<std::size_t>("periods");
        QTest::addColumn<std::size_t>("mostAtOnce");
        const auto row = [](const char* name, double period, std::size_t mostBins, double width,
                            std::size_t periods, std::size_t mostAtOnce) {
            QTest::newRow(name) << period << mostBins << width << periods << mostAtOnce;
        };
        row("room for a comb", 35.9, 800, 5, 0, 1);
        row("no room for a comb", 35.9, 400, 35.9, 1, 1);
        row("several periods", 10, 400, 30, 3, 3);
        row("wide apart anyway", 600, 400, 30, 0, 1);
        row("many beats a bin", 1, 400, 30, 0, 30);
    }

    void binsOfARhythmMakeNoRhythmOfTheirOwn() {
        QFETCH(double, periodSeconds);
        QFETCH(std::size_t, mostBins);
        QFETCH(double, widthSeconds);
        QFETCH(std::size_t, periods);
        QFETCH(std::size_t, mostAtOnce);
        const auto times = everySeconds(periodSeconds, static_cast<int>(3600 / periodSeconds));
        const Timeline bins = series::timelineOfRhythm(
            times, times.front(), timestampFromSeconds(kStart + 3600, 0), 120, mostBins,
            {durationFromSeconds(periodSeconds), times[times.size() / 2]});
        QCOMPARE(seconds(bins.width), widthSeconds);
        QCOMPARE(bins.periods, periods);
        QCOMPARE(total(bins), times.size());
        QCOMPARE(*std::ranges::max_element(bins.counts), mostAtOnce);
        // But at the ends a bin of whole periods holds as many beats.
        for (std::size_t i = 1; periods > 0 && i + 2 < bins.counts.size(); ++i)
            QCOMPARE(bins.counts[i], periods);
    }

    void hasOneBinForOneMoment() {
        const std::vector<Timestamp> times(5, timestampFromSeconds(kStart, 0));
        const Timeline bins = timeline(times, times.front(), times.back(), 100);
        QCOMPARE(bins.counts, (std::vector<std::uint64_t>{5}));
    }

    void isEmptyForARangeThatEndsBeforeItStarts() {
        const auto times = everySeconds(1, 2);
        QVERIFY(timeline(times, times.back(), times.front(), 10).counts.empty());
    }
};

BEACONSCOPE_TEST(TestTimeline)
#include "test_timeline.moc"
