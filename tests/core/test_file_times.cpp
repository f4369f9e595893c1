// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/time_spans.h"
#include "core/input/clock_steps.h"
#include "core/input/file_times.h"
#include "core/input/log_clock_steps.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

using namespace beaconscope;
using input::ClockSteps;
using input::FileTimes;
using input::LogClockSteps;

namespace {

constexpr std::int64_t kStart = 1'760'000'000;
constexpr std::int64_t kDay = 86'400;

Timestamp at(std::int64_t second) {
    return timestampFromSeconds(second, 0);
}

TimeSpan span(std::int64_t first, std::int64_t last) {
    return {at(first), at(last)};
}

/// Follows packets with these times, numbered from 1.
template <typename Follower>
Follower follow(const std::vector<std::int64_t>& times) {
    Follower follower;
    for (std::size_t i = 0; i < times.size(); ++i)
        follower.add(i + 1, at(times[i]));
    return follower;
}

/// Follows the lines of a log, numbered from 1, of so many clients in turn.
LogClockSteps followLog(const std::vector<std::int64_t>& times, int clients = 3) {
    LogClockSteps steps;
    for (std::size_t i = 0; i < times.size(); ++i) {
        const auto client = i % static_cast<std::size_t>(clients);
        steps.add(i + 1, at(times[i]), *IpAddress::parse("10.0.0." + std::to_string(client)));
    }
    return steps;
}

/// `count` times, one a second.
std::vector<std::int64_t> run(std::int64_t first, std::int64_t count) {
    std::vector<std::int64_t> times;
    for (std::int64_t i = 0; i < count; ++i)
        times.push_back(first + i);
    return times;
}

std::vector<std::int64_t> joined(std::initializer_list<std::vector<std::int64_t>> parts) {
    std::vector<std::int64_t> all;
    for (const auto& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

} // namespace

/// What the times of the packets of a file say about the file.
class TestFileTimes : public QObject {
    Q_OBJECT

private slots:
    void spansAreJoinedAndMeasured() {
        const TimeSpans spans({span(50, 60), span(0, 10), span(5, 20), span(60, 61)});
        QCOMPARE(spans.spans(), (std::vector<TimeSpan>{span(0, 20), span(50, 61)}));
        QCOMPARE(seconds(spans.length()), 31.0);
        QCOMPARE(seconds(spans.lengthWithin(at(10), at(55))), 15.0);
        QCOMPARE(seconds(spans.lengthWithin(at(30), at(40))), 0.0);
        QCOMPARE(seconds(spans.lengthWithin(at(55), at(10))), 0.0);
        QVERIFY(spans.contains(at(0)) && spans.contains(at(20)) && spans.contains(at(55)));
        QVERIFY(!spans.contains(at(-1)) && !spans.contains(at(21)) && !spans.contains(at(62)));
        QVERIFY(!TimeSpans().contains(at(0)));
        QVERIFY(spans.containsAll(at(0), at(20)) && spans.containsAll(at(55), at(61)));
        QVERIFY(!spans.containsAll(at(0), at(21)) && !spans.containsAll(at(10), at(55)));
        QCOMPARE(TimeSpans().length(), Duration{0});
    }

    void aPacketFarOffIsStray_data() {
        QTest::addColumn<std::vector<std::int64_t>>("times");
        QTest::addColumn<quint64>("packet");
        QTest::addColumn<double>("days");
        const auto hour = run(kStart, 3'600);
        QTest::newRow("first, in 1970") << joined({{0}, hour}) << quint64{1} << -kStart / 86'400.0;
        QTest::newRow("in between")
            << joined({hour, {0}, run(kStart + 3'600, 10)}) << quint64{3'601} << -kStart / 86'400.0;
        QTest::newRow("in 2106") << joined({hour, {4'294'967'295}}) << quint64{3'601}
                                 << (4'294'967'295 - kStart - 3'599) / 86'400.0;
        QTest::newRow("some in 1980") << joined({{315'532'800, 315'532'801, 315'532'802}, hour})
                                      << quint64{1} << (315'532'800 - kStart) / 86'400.0;
        QTest::newRow("two in 2106")
            << joined({hour, {4'294'967'294, 4'294'967'295}}) << quint64{3'601}
            << (4'294'967'294 - kStart - 3'599) / 86'400.0;
        QTest::newRow("two days later")
            << joined({hour, {kStart + 3'599 + 2 * kDay}}) << quint64{3'601} << 2.0;
    }
    void aPacketFarOffIsStray() {
        QFETCH(std::vector<std::int64_t>, times);
        QFETCH(quint64, packet);
        QFETCH(double, days);
        const FileTimes file = follow<FileTimes>(times);
        const auto strays = file.strays();
        QVERIFY(strays.has_value());
        QCOMPARE(strays->firstPacket, packet);
        QCOMPARE(seconds(strays->distance) / kDay, days);
        QCOMPARE(file.captured().spans().size(), std::size_t{1});
        QCOMPARE(file.captured().spans().front().first, at(kStart));
        QVERIFY(file.captured().spans().front().last <= at(kStart + 3'609));
    }

    void whatIsNotFarOffIsNotStray_data() {
        QTest::addColumn<std::vector<std::int64_t>>("times");
        QTest::newRow("no packet") << std::vector<std::int64_t>{};
        QTest::newRow("one packet") << std::vector<std::int64_t>{0};
        QTest::newRow("a clock never set") << run(0, 100);
        QTest::newRow("less than a day") << joined({run(kStart, 100), {kStart + kDay}});
        QTest::newRow("two together, days later")
            << joined({run(kStart, 100), {kStart + 9 * kDay, kStart + 9 * kDay + 1}});
        std::vector<std::int64_t> slow; // one query every two days
        for (std::int64_t i = 0; i < 30; ++i)
            slow.push_back(kStart + i * 2 * kDay);
        QTest::newRow("each packet alone") << slow;
    }
    void whatIsNotFarOffIsNotStray() {
        QFETCH(std::vector<std::int64_t>, times);
        const FileTimes file = follow<FileTimes>(times);
        QVERIFY(!file.strays());
        if (times.empty())
            return;
        QCOMPARE(file.captured().spans(),
                 (std::vector<TimeSpan>{span(times.front(), times.back())}));
    }

    /// Where nothing was captured, nothing was missed; but a quiet network is still captured.
    void longSilencesSplitABusyFileOnly() {
        const auto busy = joined({run(kStart, 1'000), run(kStart + 3 * kDay, 1'000)});
        QCOMPARE(follow<FileTimes>(busy).captured().spans(),
                 (std::vector<TimeSpan>{span(kStart, kStart + 999),
                                        span(kStart + 3 * kDay, kStart + 3 * kDay + 999)}));
        const auto quiet = joined({run(kStart, 10), run(kStart + 3 * kDay, 10)});
        QCOMPARE(follow<FileTimes>(quiet).captured().spans(),
                 (std::vector<TimeSpan>{span(kStart, kStart + 3 * kDay + 9)}));
    }

    void timesInAnyOrderGiveTheSame() {
        auto times = joined({run(kStart, 500), run(kStart + 3 * kDay, 500)});
        const auto expected = follow<FileTimes>(times).captured().spans();
        std::reverse(times.begin(), times.end());
        QCOMPARE(follow<FileTimes>(times).captured().spans(), expected);
        std::vector<std::int64_t> mixed;
        for (std::size_t i = 0; i < times.size(); ++i)
            mixed.push_back(times[(i * 387) % times.size()]);
        QCOMPARE(follow<FileTimes>(mixed).captured().spans(), expected);
    }

    /// Times without any order, as in a damaged file, cost no more memory than others.
    void stretchesAreBounded() {
        FileTimes file;
        for (std::int64_t i = 0; i < 10'000; ++i) {
            file.add(static_cast<std::uint64_t>(2 * i + 1),
                     at(kStart + (i * 7'919 % 10'000) * 3 * kDay));
            file.add(static_cast<std::uint64_t>(2 * i + 2),
                     at(kStart + (i * 7'919 % 10'000) * 3 * kDay));
        }
        QVERIFY(file.captured().spans().size() <= FileTimes::kMaxStretches);
        QCOMPARE(file.captured().spans().front().first, at(kStart));
        QCOMPARE(file.captured().spans().back().last, at(kStart + 9'999 * 3 * kDay));
    }

    void aClockSetBackIsSeen() {
        const auto steps = follow<ClockSteps>(joined({run(0, 1'200), run(300, 2'000)}));
        QCOMPARE(steps.steps().size(), std::size_t{1});
        QCOMPARE(steps.steps().front().packet, std::uint64_t{1'201});
        QCOMPARE(steps.steps().front().length(), at(1'199) - at(300));
        QCOMPARE(steps.disorder(), std::uint64_t{0});
        // Each further step counts from the time since the last.
        const auto two = follow<ClockSteps>(joined({run(0, 100), run(50, 100), run(0, 100)}));
        QCOMPARE(two.steps().size(), std::size_t{2});
        QCOMPARE(two.steps().back().length(), at(149) - at(0));
        // The last packets of a file can be few.
        QCOMPARE(follow<ClockSteps>(joined({run(0, 100), run(10, 3)})).steps().size(),
                 std::size_t{1});
    }

    void latePacketsAreNoStep() {
        QVERIFY(follow<ClockSteps>(run(0, 100)).steps().empty());
        std::vector<std::int64_t> late = run(0, 1'000);
        for (std::size_t i = 100; i < 900; i += 100)
            late[i] -= 5;
        QVERIFY(follow<ClockSteps>(late).steps().empty());
        QVERIFY(follow<ClockSteps>(joined({run(0, 100), run(98, 100)})).steps().empty());
        QVERIFY(follow<ClockSteps>(joined({run(0, 100), {-50}})).steps().empty());
    }

    void aClockSetBackIsSeenInALog() {
        const auto log = followLog(joined({run(0, 8'000), run(4'400, 8'000)}));
        QCOMPARE(log.steps().size(), std::size_t{1});
        QCOMPARE(log.steps().front().packet, std::uint64_t{8'001});
        QCOMPARE(log.steps().front().length(), at(7'999) - at(4'400));
        QCOMPARE(log.disorder(), std::uint64_t{0});
        QCOMPARE(followLog(joined({run(0, 8'000), run(4'400, 8'000)}), 1).steps().size(),
                 std::size_t{1});
    }

    /// A log has the line of a look-up when it ended, but the time when it began.
    void lateLinesOfALogAreNoStep() {
        // Nearly every line is late, by up to nine minutes.
        std::vector<std::int64_t> late = run(0, 8'000);
        for (std::size_t i = 0; i < late.size(); ++i)
            late[i] -= static_cast<std::int64_t>(i * 37 % 540);
        QVERIFY(followLog(late).steps().empty());
        // Old look-ups that end together at last, and a short batch of an earlier time.
        QVERIFY(followLog(joined({run(0, 8'000), run(100, 15), run(8'000, 100)})).steps().empty());
        QVERIFY(followLog(joined({run(0, 8'000), run(100, 500), run(8'000, 100)})).steps().empty());
        // A log with the newest line first.
        std::vector<std::int64_t> backwards = run(0, 8'000);
        std::ranges::reverse(backwards);
        QVERIFY(followLog(backwards).steps().empty());
        QCOMPARE(followLog(backwards).disorder(), std::uint64_t{0});
    }

    /// The lines of one client that a system held back, while the others' clocks are right.
    void lateLinesOfOneClientAreNoStepOfALog() {
        LogClockSteps steps;
        const auto one = *IpAddress::parse("10.0.0.1");
        const auto other = *IpAddress::parse("10.0.0.2");
        std::uint64_t line = 0;
        for (const std::int64_t time : run(0, 8'000)) {
            ++line;
            steps.add(line, at(time), line % 2 == 0 ? one : other);
        }
        for (const std::int64_t time : run(1'000, 3'000))
            steps.add(++line, at(time), one);
        QVERIFY(steps.steps().empty());
    }

    void aLogOfManyPartsHasNoSteps() {
        std::vector<std::int64_t> times;
        for (std::int64_t part = 0; part < 12; ++part) {
            const auto lines = run(20'000 - part * 1'600, 1'500);
            times.insert(times.end(), lines.begin(), lines.end());
        }
        QVERIFY(followLog(times).steps().empty());
        QCOMPARE(followLog(times).disorder(), std::uint64_t{11});
    }

    void aFileWithoutOrderHasNoSteps() {
        std::vector<std::int64_t> times;
        for (std::int64_t block = 0; block < 50; ++block) {
            const auto part = run(1'000 * (block * 29 % 50), 30);
            times.insert(times.end(), part.begin(), part.end());
        }
        const auto steps = follow<ClockSteps>(times);
        QVERIFY(steps.steps().empty());
        QVERIFY(steps.disorder() > 10);
    }
};

BEACONSCOPE_TEST(TestFileTimes)
#include "test_file_times.moc"
