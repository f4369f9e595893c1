// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/investigation.h"
#include "tests/support/capture_folders.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
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
