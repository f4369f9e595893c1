// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/investigation.h"
#include "core/snapshot/selection.h"
#include "tests/support/pcap_builder.h"
#include "tests/support/pcapng_builder.h"
#include "tests/support/reasons_text.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <string>
#include <vector>

using namespace beaconscope;
using namespace beaconscope::testing;

namespace {

constexpr std::int64_t kStart = 1'760'000'000;
constexpr std::int64_t kDay = 86'400;
constexpr const char* kBeacon = "status.beat.example";

/// A capture of one client's queries and their answers.
class Scene {
public:
    /// Queries for the beacon, one each minute, with a little noise. `clockOffset` is added to
    /// every time.
    Scene& beacon(std::int64_t first, int count, std::int64_t clockOffset = 0) {
        for (int i = 0; i < count; ++i)
            lookUp(first + 60 * i, noise(first + 60 * i), kBeacon, clockOffset);
        return *this;
    }
    Scene& lookUp(std::int64_t second, int milliseconds, const std::string& name,
                  std::int64_t clockOffset = 0) {
        const Timestamp time = timestampFromSeconds(second + clockOffset, milliseconds * 1'000'000);
        const Endpoint client{"10.20.0.15", static_cast<std::uint16_t>(40'000 + m_id % 20'000)};
        const Endpoint resolver{"10.20.0.1", 53};
        m_pcap.add(time, ethernet(udpPacket(client, resolver, dnsQuery(m_id, name))));
        m_pcap.add(
            time + std::chrono::milliseconds{20},
            ethernet(udpPacket(resolver, client, dnsResponse(m_id, name, dns::RecordType::A, 30))));
        ++m_id;
        return *this;
    }
    /// A packet that is no DNS.
    Scene& other(std::int64_t second) {
        m_pcap.add(timestampFromSeconds(second, 0), ethernetFrame(0x0806, Bytes(28)));
        return *this;
    }

    const Bytes& bytes() const { return m_pcap.bytes(); }

private:
    static int noise(std::int64_t second) { return static_cast<int>((second / 60) * 37 % 200); }

    PcapBuilder m_pcap;
    std::uint16_t m_id = 1;
};

QString noticeText(const snapshot::Snapshot& snapshot, std::string_view id) {
    QStringList texts;
    for (const snapshot::Notice& notice : snapshot.capture.notices) {
        if (notice.id == id)
            texts += QString::fromStdString(notice.title + ": " + notice.details);
    }
    return texts.join("\n");
}

} // namespace

/// The time that was captured, from files to findings and notices.
class TestCaptureTimes : public QObject {
    Q_OBJECT

private:
    /// Loads each scene as a file of its own: "0.pcap", "1.pcap".
    std::shared_ptr<const snapshot::Snapshot> load(const std::vector<Scene>& scenes) {
        QTemporaryDir folder;
        std::vector<std::string> paths;
        for (const Scene& scene : scenes) {
            paths.push_back(folder.filePath(QString("%1.pcap").arg(paths.size())).toStdString());
            writeFile(paths.back(), scene.bytes());
        }
        engine::Investigation investigation;
        Progress progress;
        return investigation.load(paths, snapshot::defaultAnalysisSettings(), progress, {});
    }

    /// The strongest finding, which must be the beacon.
    static detect::Finding beaconOf(const snapshot::Snapshot& snapshot) {
        const detect::Finding finding = snapshot.detection->finding(0);
        if (!finding.judgement.flagged ||
            snapshot.store.names.text(finding.key.domain) != "beat.example")
            throw std::runtime_error("the beacon is not the strongest finding");
        return finding;
    }

private slots:
    /// Two captures of half an hour, three days apart.
    void timeBetweenFilesWasNotCaptured() {
        const auto both = load({Scene().beacon(kStart, 31), Scene().beacon(kStart + 3 * kDay, 31)});
        const detect::Finding finding = beaconOf(*both);
        QVERIFY(finding.judgement.score > 99);
        QCOMPARE(finding.judgement.explainedBy, std::string());
        QVERIFY(std::abs(seconds(both->capture.captured.length()) - 3'600) < 2);
        QVERIFY(noticeText(*both, "reach").contains("up to 20 m") ||
                noticeText(*both, "reach").contains("up to 15 m"));
        const auto joined =
            load({Scene().beacon(kStart, 61).beacon(kStart + 3 * kDay, 61)}); // as one file
        QVERIFY(beaconOf(*joined).judgement.score > 99);

        // What is active in one of the captures alone is active half of the time.
        Scene second;
        for (int i = 0; i < 30; ++i)
            second.lookUp(kStart + 3 * kDay + i * i * 2, 0,
                          "other" + std::to_string(i) + ".example");
        const auto one = load({Scene().beacon(kStart, 31), second});
        QVERIFY(beaconOf(*one).judgement.score > 99);
        QVERIFY(!reasonsText(*one, 0).contains("Active during"));
    }

    /// The beats of four minutes fell between the files.
    void noBeatIsMissedBetweenFiles() {
        const auto both = load({Scene().beacon(kStart, 31), Scene().beacon(kStart + 2'100, 31)});
        QCOMPARE(beaconOf(*both).judgement.missedRate, std::optional(0.0));
        const auto detail = snapshot::describeSelection(*both, snapshot::SelectedFinding{0});
        QVERIFY(detail->captured);
        QCOMPARE(detail->captured->spans().size(), std::size_t{2});

        const auto joined = load({Scene().beacon(kStart, 31).beacon(kStart + 2'100, 31)});
        QVERIFY(beaconOf(*joined).judgement.missedRate > 0.05);
        QVERIFY(!snapshot::describeSelection(*joined, snapshot::SelectedFinding{0})->captured);
    }

    void aShortEpisodeIsStillOne() {
        Scene scene;
        scene.beacon(kStart, 31).other(kStart + 20 * 3'600);
        const auto snapshot = load({scene});
        QCOMPARE(beaconOf(*snapshot).judgement.explainedBy, std::string("short episode"));
        QVERIFY(reasonsText(*snapshot, 0).contains("Active during"));
    }

    void aStrayPacketChangesNothingButANotice_data() {
        QTest::addColumn<qint64>("second");
        QTest::addColumn<bool>("isQuery");
        QTest::addColumn<QString>("distance");
        QTest::newRow("1970") << qint64{0} << false << "55 years before the rest";
        QTest::newRow("1970, a beat") << qint64{0} << true << "55 years before the rest";
        QTest::newRow("2106, a beat") << qint64{4'294'967'295} << true << "80 years after the rest";
        QTest::newRow("three days later")
            << qint64{kStart + 3 * kDay + 3'700} << false << "3 days after the rest";
    }
    void aStrayPacketChangesNothingButANotice() {
        QFETCH(qint64, second);
        QFETCH(bool, isQuery);
        QFETCH(QString, distance);
        const auto plain = load({Scene().beacon(kStart, 61)});
        Scene scene;
        scene.beacon(kStart, 30);
        if (isQuery)
            scene.lookUp(second, 0, kBeacon);
        else
            scene.other(second);
        const auto snapshot = load({scene.beacon(kStart + 1'800, 31)});
        QCOMPARE(snapshot->capture.first, plain->capture.first);
        QCOMPARE(snapshot->capture.last, plain->capture.last);
        QCOMPARE(snapshot->capture.packets, plain->capture.packets + (isQuery ? 2 : 1));

        const detect::Finding finding = beaconOf(*snapshot);
        const detect::Finding without = beaconOf(*plain);
        QCOMPARE(finding.first, without.first);
        QCOMPARE(finding.last, without.last);
        QCOMPARE(finding.queries, without.queries);
        QCOMPARE(finding.judgement.score, without.judgement.score);
        QCOMPARE(finding.judgement.explainedBy, std::string());
        QCOMPARE(finding.judgement.periodSeconds, without.judgement.periodSeconds);
        QCOMPARE(noticeText(*snapshot, "reach"), noticeText(*plain, "reach"));
        QCOMPARE(snapshot->pairIntervals->of(PairId(0)).maximumSeconds,
                 plain->pairIntervals->of(PairId(0)).maximumSeconds);
        QCOMPARE(noticeText(*plain, "stray_times"), QString());
        const QString notice = noticeText(*snapshot, "stray_times");
        QVERIFY2(notice.contains(distance), qPrintable(notice));
        QVERIFY2(notice.contains("acket 61 has the time"), qPrintable(notice));

        const auto detail =
            snapshot::describeSelection(*snapshot, snapshot->summaries->pairs.front());
        QCOMPARE(detail->times.size(), std::size_t{61});
        QCOMPARE(detail->times.front(), without.first);
    }

    void aClockSetBackIsNoticed() {
        Scene scene;
        scene.beacon(kStart, 20).beacon(kStart + 1'200, 40, -900);
        const auto snapshot = load({scene});
        QVERIFY(beaconOf(*snapshot).judgement.score > 99);
        const QString notice = noticeText(*snapshot, "clock_step");
        QVERIFY2(notice.startsWith("The clock went back by at least 839 s: 0.pcap: At packet 41 "),
                 qPrintable(notice));
        QVERIFY2(notice.contains("not comparable"), qPrintable(notice));
        const auto plain = load({Scene().beacon(kStart, 60)});
        QCOMPARE(noticeText(*plain, "clock_step"), QString());
        QCOMPARE(noticeText(*plain, "out_of_order"), QString());
    }

    /// Joined files that overlap in time: each file is in order of its own.
    /// Simple packet blocks of pcapng have none. Nothing may be put into 1970 then.
    void packetsWithoutATimeAreNotJudged() {
        PcapngBuilder file;
        file.interface(1);
        for (std::uint16_t id = 1; id <= 30; ++id)
            file.simplePacket(ethernet(
                udpPacket({"10.20.0.15", 4'000}, {"10.20.0.1", 53}, dnsQuery(id, kBeacon))));
        QTemporaryDir folder;
        const std::string path = folder.filePath("simple.pcapng").toStdString();
        writeFile(path, file.bytes());
        Progress progress;
        engine::Investigation investigation;
        const auto snapshot =
            investigation.load({path}, snapshot::defaultAnalysisSettings(), progress, {});
        QCOMPARE(quint64{snapshot->capture.queries}, quint64{30});
        QVERIFY(!snapshot->capture.first && !snapshot->capture.last);
        QCOMPARE(noticeText(*snapshot, "without_time").section('.', 0, 1),
                 QString("Packets without a time: simple.pcapng: the packets of this file have no "
                         "time, so no rhythm can be judged"));
        QCOMPARE(noticeText(*snapshot, "reach"), QString());
        QCOMPARE(snapshot->detection->size(), std::size_t{0});
        QCOMPARE(snapshot->emptyReason,
                 std::string("No query could be judged: the packets have no time."));
        QCOMPARE(toIso8601(snapshot->store.events[0].time), std::string());
    }

    void filesMayOverlap() {
        const auto snapshot = load({Scene().beacon(kStart, 61), Scene().beacon(kStart + 30, 61)});
        QCOMPARE(noticeText(*snapshot, "clock_step"), QString());
        QCOMPARE(noticeText(*snapshot, "out_of_order"), QString());
    }

    void aFileOutOfOrderIsNoticed() {
        Scene scene;
        for (int i = 0; i < 60; ++i)
            scene.lookUp(kStart + (i * 29) % 60 * 60, 0, kBeacon);
        const auto snapshot = load({scene});
        QVERIFY(noticeText(*snapshot, "out_of_order").contains("0.pcap"));
        QCOMPARE(noticeText(*snapshot, "clock_step"), QString());
        QVERIFY(beaconOf(*snapshot).judgement.score > 99);
    }
};

BEACONSCOPE_TEST(TestCaptureTimes)
#include "test_capture_times.moc"
