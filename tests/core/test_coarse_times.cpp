// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/investigation.h"
#include "core/series/drawn_time.h"
#include "core/store/time_grid.h"
#include "tests/support/null_series.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace beaconscope;
using beaconscope::test::Random;
using store::TimeGrid;

namespace {

constexpr double kStart = 1'700'000'000;

struct Look {
    double timeSeconds = 0;
    QString client;
    QString name;
};

/// Look-ups of a client at random moments, `meanSeconds` apart.
void addBrowsing(const QString& client, double meanSeconds, int count, Random& random,
                 std::vector<Look>& looks) {
    double time = 0;
    for (int i = 0; i < count; ++i) {
        time += random.exponential(meanSeconds);
        looks.push_back({time, client, QStringLiteral("www.site%1.example").arg(random.below(7))});
    }
}

void addBeacon(const QString& client, const QString& name, double periodSeconds, int count,
               std::vector<Look>& looks) {
    for (int i = 0; i < count; ++i)
        looks.push_back({3.7 + periodSeconds * i, client, name});
}

/// Writes them as a log whose times are cut down to `stepSeconds`, and analyses it.
std::shared_ptr<const snapshot::Snapshot> analysed(std::vector<Look> looks, double stepSeconds,
                                                   const QTemporaryDir& folder) {
    std::sort(looks.begin(), looks.end(),
              [](const Look& a, const Look& b) { return a.timeSeconds < b.timeSeconds; });
    QFile file(folder.filePath("dns.json"));
    if (!file.open(QIODevice::WriteOnly))
        return nullptr;
    int line = 0;
    for (const Look& look : looks) {
        ++line;
        double time = kStart + look.timeSeconds;
        if (stepSeconds > 0)
            time = std::floor(time / stepSeconds) * stepSeconds;
        file.write(
            QStringLiteral("{\"ts\":%1,\"uid\":\"C%2\",\"id.orig_h\":\"%3\",\"id.orig_p\":%4,"
                           "\"id.resp_h\":\"10.0.0.254\",\"id.resp_p\":53,\"proto\":\"udp\","
                           "\"trans_id\":%5,\"query\":\"%6\",\"qtype\":1,\"rcode\":0,"
                           "\"answers\":[\"192.0.2.1\"],\"TTLs\":[1.0]}\n")
                .arg(time, 0, 'f', 6)
                .arg(line)
                .arg(look.client)
                .arg(1024 + line % 60'000)
                .arg(line % 65'536)
                .arg(look.name)
                .toUtf8());
    }
    file.close();
    Progress progress;
    engine::Investigation investigation;
    return investigation.load({file.fileName().toStdString()}, snapshot::defaultAnalysisSettings(),
                              progress, {});
}

const snapshot::Notice* noticeOf(const snapshot::Snapshot& snapshot, const char* id) {
    const auto& notices = snapshot.capture.notices;
    const auto found = std::find_if(notices.begin(), notices.end(),
                                    [&](const snapshot::Notice& one) { return one.id == id; });
    return found == notices.end() ? nullptr : &*found;
}

std::vector<Look> browsingOfSixClients(double meanSeconds) {
    Random random(8);
    std::vector<Look> looks;
    for (int client = 0; client < 6; ++client)
        addBrowsing(QStringLiteral("10.0.0.%1").arg(client + 1), meanSeconds, 600, random, looks);
    return looks;
}

/// Times of `clients` clients with a name each, every `stepSeconds` from an odd start.
std::vector<store::StampedEvent> stamps(double stepSeconds, int count, std::uint32_t clients) {
    std::vector<store::StampedEvent> events;
    Random random(6);
    for (int i = 0; i < count; ++i) {
        const auto steps = static_cast<double>(random.below(100'000));
        const auto client = static_cast<std::uint32_t>(i) % clients;
        events.push_back({Timestamp{durationFromSeconds(kStart + 0.25 + steps * stepSeconds)},
                          AddressId(client), NameId(client)});
    }
    return events;
}

} // namespace

/// Times that are known to a second or a minute only make no rhythm, and hide none that is long
/// enough.
class TestCoarseTimes : public QObject {
    Q_OBJECT

private slots:
    void theStepOfTheTimesIsFound_data() {
        QTest::addColumn<double>("stepSeconds");
        QTest::addColumn<double>("found");
        QTest::newRow("microseconds") << 1e-6 << 0.0;
        QTest::newRow("milliseconds") << 0.001 << 0.001;
        QTest::newRow("old system clock") << 0.015625 << 0.015625;
        QTest::newRow("tenths") << 0.1 << 0.1;
        QTest::newRow("seconds") << 1.0 << 1.0;
        QTest::newRow("minutes") << 60.0 << 60.0;
        QTest::newRow("five minutes") << 300.0 << 300.0;
    }
    void theStepOfTheTimesIsFound() {
        QFETCH(double, stepSeconds);
        QFETCH(double, found);
        const TimeGrid grid = store::timeGridOf(stamps(stepSeconds, 300, 4), true);
        QCOMPARE(seconds(grid.step), found);
        QVERIFY(!grid.isArrival);
    }

    void aFewTimesBesideTheGridChangeNothing() {
        auto events = stamps(1, 3000, 4);
        events[17].time += durationFromSeconds(0.123);
        QCOMPARE(seconds(store::timeGridOf(events, true).step), 1.0);
        for (std::size_t i = 0; i < 30; ++i)
            events[i * 90].time += durationFromSeconds(0.123);
        QCOMPARE(seconds(store::timeGridOf(events, true).step), 0.001);
    }

    void theTimerOfOneProgramIsNoGrid() {
        QCOMPARE(seconds(store::timeGridOf(stamps(60, 300, 1), true).step), 1.0);
    }

    void fewTimesShowNoGrid() { QVERIFY(!store::timeGridOf(stamps(1, 4, 4), true).isCoarse()); }

    void batchesOfAllClientsAreTheClockOfACollector() {
        std::vector<store::StampedEvent> events;
        Random random(7);
        for (int batch = 0; batch < 20; ++batch) {
            for (std::uint32_t client = 0; client < 5; ++client) {
                for (int i = 0; i < 4; ++i)
                    events.push_back({Timestamp{durationFromSeconds(kStart + 300 * batch +
                                                                    3 * random.uniform())},
                                      AddressId(client), NameId(client)});
            }
        }
        const TimeGrid grid = store::timeGridOf(events, true);
        QVERIFY(grid.isArrival);
        QVERIFY(std::abs(seconds(grid.step) - 300) < 5);
        QVERIFY(!store::timeGridOf(events, false).isArrival); // packets have their own times
    }

    void browsingHasNoRhythm_data() {
        QTest::addColumn<double>("stepSeconds");
        QTest::addColumn<QString>("title");
        QTest::newRow("exact") << 0.0 << QString();
        QTest::newRow("seconds") << 1.0 << QStringLiteral("Times in whole seconds");
        QTest::newRow("minutes") << 60.0 << QStringLiteral("Times in whole minutes");
    }
    void browsingHasNoRhythm() {
        QFETCH(double, stepSeconds);
        QFETCH(QString, title);
        const QTemporaryDir folder;
        const auto snapshot = analysed(browsingOfSixClients(20), stepSeconds, folder);
        QVERIFY(snapshot);
        QCOMPARE(snapshot->detection->reportedCount(), std::size_t{0});
        const snapshot::Notice* const notice = noticeOf(*snapshot, "coarse_times");
        QCOMPARE(notice ? QString::fromStdString(notice->title) : QString(), title);
        const snapshot::Notice* const reach = noticeOf(*snapshot, "reach");
        QVERIFY(reach);
        if (stepSeconds == 60)
            QVERIFY2(reach->details.find("at least 5 m 00 s") != std::string::npos,
                     reach->details.c_str());
    }

    void theTruePeriodIsTold_data() {
        QTest::addColumn<double>("periodSeconds");
        QTest::addColumn<double>("told");
        QTest::newRow("no whole number of seconds") << 180.3 << 180.0;
        QTest::newRow("minutes") << 120.0 << 120.0;
        QTest::newRow("a few seconds") << 7.3 << 7.0;
    }
    void theTruePeriodIsTold() {
        QFETCH(double, periodSeconds);
        QFETCH(double, told);
        std::vector<Look> looks = browsingOfSixClients(20);
        addBeacon("10.0.0.3", "c2.example", periodSeconds, 60, looks);
        const QTemporaryDir folder;
        const auto snapshot = analysed(looks, 1, folder);
        QVERIFY(snapshot);
        QCOMPARE(snapshot->detection->reportedCount(), std::size_t{1});
        const detect::Finding finding = snapshot->detection->finding(0);
        QCOMPARE(finding.judgement.periodSeconds.value_or(0), told);
        QCOMPARE(finding.judgement.jitter.value_or(1), 0.0);
        QCOMPARE(finding.judgement.timeResolutionSeconds, 1.0);
    }

    void aRhythmInsideATunnelSaysHowFinelyItsTimesAreKnown() {
        std::vector<Look> looks = browsingOfSixClients(20);
        Random random(9);
        for (int beat = 0; beat < 150; ++beat) {
            for (int part = 0; part < 4; ++part) {
                QString label;
                while (label.size() < 48)
                    label += QString::number(random.below(36), 36);
                looks.push_back({3.7 + 60.0 * beat + part, "10.0.0.3", label + ".c2.example"});
            }
        }
        const QTemporaryDir folder;
        const auto snapshot = analysed(looks, 1, folder);
        QVERIFY(snapshot);
        const detect::Finding finding = snapshot->detection->finding(0);
        QCOMPARE(finding.key.kind, series::FindingKind::Tunnel);
        QCOMPARE(finding.judgement.periodSeconds.value_or(0), 60.0);
        QCOMPARE(finding.judgement.timeResolutionSeconds, 1.0);
    }

    void beatsAreFoundAgain() {
        std::vector<Look> looks = browsingOfSixClients(20);
        addBeacon("10.0.0.3", "c2.example", 60, 60, looks);
        const QTemporaryDir folder;
        const auto snapshot = analysed(looks, 1, folder);
        const auto beats = snapshot->detection->judgedBeats(0);
        QVERIFY(beats.has_value());
        QCOMPARE(beats->times.size(), std::size_t{60});
        // What is shown are the times of the log, not what was drawn.
        for (const Timestamp time : beats->times)
            QCOMPARE(nanosecondsSinceEpoch(time) % 1'000'000'000, std::int64_t{0});
    }

    void queriesOfOneMomentStayTogether() {
        series::AnalysisInput input;
        const QTemporaryDir folder;
        const auto snapshot = analysed(browsingOfSixClients(20), 1, folder);
        input.events = snapshot->store.events;
        input.addresses = snapshot->store.addresses;
        input.timeGrids = snapshot->capture.timeGrids;
        input.captureFirst = *snapshot->capture.first;
        const series::DrawnTimes times(input);
        store::Event one = input.events[0];
        store::Event other = one;
        other.name = NameId(3);
        QCOMPARE(times.secondsOf(one), times.secondsOf(other));
        const double exact = seconds(one.time - input.captureFirst);
        QVERIFY(times.secondsOf(one) >= exact && times.secondsOf(one) < exact + 1);
        other.client =
            input.events[5].client == one.client ? input.events[6].client : input.events[5].client;
        QVERIFY(times.secondsOf(one) != times.secondsOf(other));
    }
};

BEACONSCOPE_TEST(TestCoarseTimes)
#include "test_coarse_times.moc"
