// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/investigation.h"
#include "tests/support/capture_folders.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <filesystem>

using namespace beaconscope;

namespace {

using SnapshotPointer = std::shared_ptr<const snapshot::Snapshot>;

SnapshotPointer analysed(const std::vector<std::string>& paths) {
    Progress progress;
    engine::Investigation investigation;
    return investigation.load(paths, snapshot::defaultAnalysisSettings(), progress, {});
}

bool hasNotice(const snapshot::Snapshot& snapshot, std::string_view id) {
    return std::ranges::any_of(snapshot.capture.notices,
                               [&](const snapshot::Notice& one) { return one.id == id; });
}

/// What is right for an input. What is not said may be anything.
struct Right {
    const char* file;
    std::size_t findings;
    const char* name; ///< of the first finding
    double period[2];
    double jitter[2];
    std::uint64_t beats[2];
    double minScore;
    const char* notice;
};

QString nameOf(const snapshot::Snapshot& snapshot, const detect::Finding& finding) {
    const auto& carrier = finding.judgement.carrier;
    return QString::fromStdString(carrier
                                      ? std::string(snapshot.store.names.text(*carrier))
                                      : std::string(snapshot.store.names.text(finding.key.domain)));
}

bool isWithin(double value, const double (&ends)[2]) {
    return value >= ends[0] && value <= ends[1];
}

const Right kRight[] = {
    {"plain.pcap", 1, "status.beat.example.net", {60, 60.2}, {0, 0.03}, {40, 40}, 90, nullptr},
    {"unanswered-retries-at-random.pcap.gz", 0, nullptr, {}, {}, {}, 0, nullptr},
    {"unanswered-retries-of-a-beacon.pcap.gz",
     1,
     "gone.example.net",
     {570, 630},
     {0.05, 0.12},
     {46, 50},
     90,
     nullptr},
    {"dns-whole-seconds-no-beacon.log.gz", 0, nullptr, {}, {}, {}, 0, "coarse_times"},
    {"dns-whole-minutes-no-beacon.log.gz", 0, nullptr, {}, {}, {}, 0, "coarse_times"},
    {"one-packet-in-1970.pcap",
     1,
     "status.beat.example.net",
     {59.5, 60.5},
     {0, 0.03},
     {60, 60},
     100,
     "stray_times"},
    {"response-stamped-before-query.pcap",
     1,
     "status.beat.example.net",
     {60, 60.2},
     {0, 0.03},
     {40, 40},
     90,
     nullptr},
    {"clock-set-back.pcap",
     1,
     "status.beat.example.net",
     {59, 61},
     {0, 0.05},
     {20, 40},
     50,
     "clock_step"},
    {"dns-asks-before-ttl-ends.log.gz",
     1,
     "api.beat.example.net",
     {58, 62},
     {0.06, 0.11},
     {230, 239},
     90,
     nullptr},
};

} // namespace

/// Inputs of everyday trouble, where a folder of them is at hand. What they are about is tested by
/// itself in tests/core: test_coarse_times, test_beacon_steps, test_beacon_calibration and others.
class TestFieldInputs : public QObject {
    Q_OBJECT

private slots:
    void numbersAreRight() {
        const std::string folder = testing::fieldFolder();
        for (const Right& right : kRight) {
            const std::string path = folder + '/' + right.file;
            if (!std::filesystem::exists(path))
                continue;
            const SnapshotPointer snapshot = analysed({path});
            const QByteArray file(right.file);
            QVERIFY2(snapshot, file);
            QVERIFY2(snapshot->detection->reportedCount() == right.findings,
                     file + ": " +
                         QByteArray::number(qulonglong(snapshot->detection->reportedCount())));
            if (right.notice != nullptr)
                QVERIFY2(hasNotice(*snapshot, right.notice), file);
            if (right.findings == 0)
                continue;
            const detect::Finding finding = snapshot->detection->finding(0);
            const detect::Judgement& judgement = finding.judgement;
            QCOMPARE(nameOf(*snapshot, finding), QString(right.name));
            QVERIFY2(isWithin(judgement.periodSeconds.value_or(-1), right.period), file);
            QVERIFY2(isWithin(judgement.jitter.value_or(-1), right.jitter), file);
            QVERIFY2(judgement.beats.value_or(0) >= right.beats[0] &&
                         judgement.beats.value_or(0) <= right.beats[1],
                     file);
            QVERIFY2(judgement.score >= right.minScore, file);
            QVERIFY2(judgement.explainedBy.empty(), file);
        }
    }

    /// However the scene is wrapped, it is read as it is without.
    void everyWrappingIsRead_data() {
        QTest::addColumn<QString>("file");
        for (const char* name :
             {"plain.pcap", "mirror-tzsp.pcap", "tunnel-l2tp-ppp.pcap", "ethernet-vntag.pcap",
              "erspan-one-way-ttag.pcap", "loopback-ethertype.pcap", "firewall-log-pflog.pcap",
              "switch-tag-dsa.pcap", "wifi-aggregate-of-two.pcap", "header-snap-length-64.pcap",
              "block-length-not-rounded.pcapng", "response-stamped-before-query.pcap"})
            QTest::newRow(name) << QString(name);
    }
    void everyWrappingIsRead() {
        QFETCH(QString, file);
        const std::string path = testing::fieldFolder() + '/' + file.toStdString();
        if (!std::filesystem::exists(path))
            return;
        const SnapshotPointer snapshot = analysed({path});
        QCOMPARE(quint64{snapshot->capture.queries}, quint64{149});
        QCOMPARE(quint64{snapshot->capture.responses}, quint64{149});
        QCOMPARE(snapshot->summaries->clients.size(), std::size_t{2});
        QVERIFY(!hasNotice(*snapshot, "queries_only"));
        QVERIFY(!hasNotice(*snapshot, "responses_without_query"));
        QVERIFY(snapshot->capture.files.front().complete);
        QCOMPARE(snapshot->detection->reportedCount(), std::size_t{1});
        const detect::Finding finding = snapshot->detection->finding(0);
        QCOMPARE(nameOf(*snapshot, finding), QStringLiteral("status.beat.example.net"));
        QCOMPARE(quint64{finding.judgement.beats.value_or(0)}, quint64{40});
        QVERIFY(std::abs(finding.judgement.periodSeconds.value_or(0) - 60.1) < 0.1);
    }

    void whatIsNotReadIsSaid_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("notice");
        QTest::addColumn<QString>("text");
        QTest::newRow("EtherType") << "unknown-ethertype.pcap"
                                   << "unread_ether_type"
                                   << "298 packets have an EtherType that is not read, 0x88b5";
        QTest::newRow("Wi-Fi") << "wifi-encrypted.pcap"
                               << "encrypted_wifi"
                               << "298 frames are encrypted by Wi-Fi";
        QTest::newRow("time")
            << "simple-blocks-without-time.pcapng"
            << "without_time"
            << "the packets of this file have no time, so no rhythm can be judged";
    }
    void whatIsNotReadIsSaid() {
        QFETCH(QString, file);
        QFETCH(QString, notice);
        QFETCH(QString, text);
        const std::string path = testing::fieldFolder() + '/' + file.toStdString();
        if (!std::filesystem::exists(path))
            return;
        const SnapshotPointer snapshot = analysed({path});
        const snapshot::CaptureFacts& capture = snapshot->capture;
        const auto found =
            std::ranges::find(capture.notices, notice.toStdString(), &snapshot::Notice::id);
        QVERIFY(found != capture.notices.end());
        QVERIFY2(QString::fromStdString(found->details).contains(text), found->details.c_str());
        QCOMPARE(quint64{capture.packets}, quint64{298});
        QVERIFY(capture.files.front().complete);
        QCOMPARE(snapshot->detection ? snapshot->detection->reportedCount() : 0, std::size_t{0});
        const bool hasQueries = notice == QLatin1String("without_time");
        QCOMPARE(quint64{capture.queries}, quint64{hasQueries ? 149U : 0U});
        if (hasQueries)
            QVERIFY(!capture.first && !hasNotice(*snapshot, "reach"));
    }

    /// A host with a new address each day is one client: nothing common, nothing short.
    void addressesThatFollowOneAnotherAreOneClient() {
        const std::string path = testing::fieldFolder() + "/dns-new-address-each-day.log.gz";
        if (!std::filesystem::exists(path))
            return;
        const SnapshotPointer snapshot = analysed({path});
        const detect::Finding finding = snapshot->detection->finding(0);
        QCOMPARE(nameOf(*snapshot, finding), QStringLiteral("sync.example.net"));
        QVERIFY(finding.judgement.score > 90);
        QVERIFY(finding.judgement.explainedBy.empty());
    }
};

BEACONSCOPE_TEST(TestFieldInputs)
#include "test_field_inputs.moc"
