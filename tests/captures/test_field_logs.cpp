// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/investigation.h"
#include "tests/support/capture_folders.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <filesystem>
#include <string_view>

using namespace beaconscope;

namespace {

/// An input and what is right for it besides the beacon that all of them hold.
struct Right {
    const char* file;
    std::uint64_t responses;
    double periodSeconds;
    const char* notice;       ///< that has to be there; null: none is asked for
    const char* noticeDetail; ///< a part of it
};

// The times of the logs are those of the queries, which have a period of 60 s exactly.
constexpr Right kRight[] = {
    {"dns-local-times.log", 149, 60, "log", "times with the offset of a time zone"},
    {"dns-nanoseconds.json", 149, 60, "log", "times in nanoseconds"},
    {"dns-durations-in-words.json", 149, 60, nullptr, nullptr},
    {"dns-indented.json", 149, 60, "log", "JSON over several lines"},
    {"dns-tagged-lines.json", 149, 60, "lines_of_other_logs", "conn"},
    {"all-logs-in-one.json.gz", 149, 60, "lines_of_other_logs", "conn (1,200 lines"},
    {"logs-current-and-dated", 149, 60, "copies_of_lines", "149 lines"},
    {"dns-utf16.log", 149, 60, nullptr, nullptr},
    {"lesson.zip", 149, 60.1, nullptr, nullptr},
    {"firewall-monitor.snoop", 149, 60.1, nullptr, nullptr},
};

std::string detailsOf(const snapshot::Snapshot& snapshot, std::string_view id) {
    for (const snapshot::Notice& notice : snapshot.capture.notices) {
        if (notice.id == id)
            return notice.details;
    }
    return {};
}

} // namespace

/// Logs and files as people have them, where a folder of them is at hand. What they are about is
/// tested by itself in tests/core: test_zeek_log, test_archives, test_line_copies and others.
class TestFieldLogs : public QObject {
    Q_OBJECT

private slots:
    void everyInputTellsTheSameBeacon_data() {
        QTest::addColumn<int>("index");
        QTest::newRow("none at hand") << -1;
        for (int i = 0; i < int(std::size(kRight)); ++i) {
            if (std::filesystem::exists(testing::fieldFolder() + '/' + kRight[i].file))
                QTest::newRow(kRight[i].file) << i;
        }
    }
    void everyInputTellsTheSameBeacon() {
        QFETCH(int, index);
        if (index < 0)
            return;
        const Right& right = kRight[index];
        Progress progress;
        engine::Investigation investigation;
        const auto snapshot = investigation.load({testing::fieldFolder() + '/' + right.file},
                                                 snapshot::defaultAnalysisSettings(), progress, {});
        QCOMPARE(snapshot->capture.queries, std::uint64_t{149});
        QCOMPARE(snapshot->capture.responses, right.responses);
        QVERIFY(std::ranges::all_of(snapshot->capture.files, [](const input::FileFacts& file) {
            return file.opened && file.complete;
        }));
        QCOMPARE(snapshot->store.addresses.size(), std::size_t{3}); // two clients, one resolver
        QCOMPARE(snapshot->detection->reportedCount(), std::size_t{1});
        const detect::Finding finding = snapshot->detection->finding(0);
        const detect::Judgement& judgement = finding.judgement;
        QCOMPARE(snapshot->store.names.text(*judgement.carrier),
                 std::string("status.beat.example.net"));
        QCOMPARE(judgement.beats.value_or(0), std::uint64_t{40});
        QVERIFY(std::abs(judgement.periodSeconds.value_or(0) - right.periodSeconds) < 0.2);
        QCOMPARE(QByteArray::fromStdString(toIso8601(*snapshot->capture.first)).left(19),
                 QByteArray("2025-10-09T08:53:25"));
        if (right.notice != nullptr) {
            const std::string details = detailsOf(*snapshot, right.notice);
            QVERIFY2(details.find(right.noticeDetail) != std::string::npos, details.c_str());
        }
    }
};

BEACONSCOPE_TEST(TestFieldLogs)
#include "test_field_logs.moc"
