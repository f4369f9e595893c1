// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/registry/detectors.h"
#include "core/export/json.h"
#include "core/snapshot/selection.h"
#include "core/store/lone_responses.h"
#include "core/words/outcome.h"
#include "tests/support/reasons_text.h"
#include "tests/support/store_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

using namespace beaconscope;
using testing::everySeconds;
using testing::MessageLine;
using testing::StoreBuilder;

namespace {

constexpr const char* kBeacon = "status.beat.example";

/// Adds a response of 30 s to live at each of the times, 20 ms to 60 ms after its query.
void responses(StoreBuilder& builder, const std::string& client, const std::string& name,
               const std::vector<double>& querySeconds) {
    for (std::size_t i = 0; i < querySeconds.size(); ++i) {
        builder.response({.atSeconds = querySeconds[i] + 0.02 + 0.01 * static_cast<double>(i % 5),
                          .client = client,
                          .name = name,
                          .id = static_cast<std::uint16_t>(1'000 + i),
                          .ttlSeconds = 30});
    }
}

std::string jsonOf(const snapshot::Snapshot& snapshot) {
    std::ostringstream out;
    exporting::writeJson(snapshot, exporting::Listed::All, out);
    return out.str();
}

bool hasNotice(const snapshot::Snapshot& snapshot, std::string_view id) {
    return std::ranges::any_of(snapshot.capture.notices,
                               [id](const auto& notice) { return notice.id == id; });
}

/// Whether some finding is about responses.
bool hasTimedResponses(const snapshot::Snapshot& snapshot) {
    for (std::size_t rank = 0; rank < snapshot.detection->reportedCount(); ++rank) {
        if (snapshot.detection->finding(rank).timedResponses > 0)
            return true;
    }
    return false;
}

std::uint64_t standing(StoreBuilder& builder) {
    return store::LoneResponses(builder.store().view().events).count();
}

} // namespace

/// Captures that show the responses of some look-ups, but not the queries.
class TestLoneResponses : public QObject {
    Q_OBJECT

private slots:
    void aCaptureOfResponsesIsJudgedByTheirTimes() {
        StoreBuilder builder;
        responses(builder, "10.0.0.1", kBeacon, everySeconds(60, 40));
        responses(builder, "10.0.0.2", "www.example", {3, 150, 171, 700, 1'500});
        const auto snapshot = builder.snapshot();
        QCOMPARE(snapshot->detection->reportedCount(), std::size_t{1});
        const detect::Finding finding = snapshot->detection->finding(0);
        QCOMPARE(snapshot->store.names.text(finding.key.domain), std::string("beat.example"));
        QVERIFY(std::abs(*finding.judgement.periodSeconds - 60) < 0.1);
        QCOMPARE(finding.judgement.beats, std::uint64_t{40});
        QCOMPARE(finding.judgement.ttlSeconds, 30.0);
        QCOMPARE(finding.judgement.clients, std::uint64_t{1});
        // They are no queries, and everything says so.
        QCOMPARE(finding.queries, std::uint64_t{0});
        QCOMPARE(finding.timedResponses, std::uint64_t{40});
        QVERIFY(testing::reasonsText(*snapshot, 0)
                    .contains("The times are those of 40 responses: the queries were not "
                              "captured."));
        QVERIFY(hasNotice(*snapshot, "responses_judged"));
        const std::string json = jsonOf(*snapshot);
        QVERIFY(json.find("\"timed_responses\": 40") != std::string::npos);
        QCOMPARE(snapshot->summaries->clients.front().totals.queries, 0U);
        const auto detail = snapshot::describeSelection(*snapshot, snapshot::SelectedFinding{0});
        QCOMPARE(detail->times.size(), std::size_t{40});
        QVERIFY(detail->subtitle.find("40 DNS messages") != std::string::npos);
        QVERIFY(words::outcomeOf(*snapshot).starts_with("1 series has suspicious timing"));
    }

    /// A cache between client and capture shows in the responses, too.
    void aCacheRefreshIsStillExplained() {
        StoreBuilder builder;
        double time = 0;
        for (std::uint16_t i = 0; i < 60; ++i) {
            builder.response({.atSeconds = time, .name = "cdn.example", .id = i});
            time += 300.0 + (i * 7) % 5;
        }
        const auto snapshot = builder.snapshot();
        QCOMPARE(snapshot->detection->reportedCount(), std::size_t{0});
        QCOMPARE(snapshot->detection->finding(0).judgement.explainedBy,
                 std::string("cache refresh"));
    }

    void otherDetectorsSeeThemToo() {
        StoreBuilder builder;
        responses(builder, "10.0.0.1", kBeacon, everySeconds(60, 40));
        snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
        settings.detection = detect::settingsFor(detect::findDetector("cv"));
        const auto snapshot = builder.snapshot(settings);
        QCOMPARE(snapshot->detection->reportedCount(), std::size_t{1});
        QVERIFY(testing::reasonsText(*snapshot, 0).contains("those of 40 responses"));
    }

    void theClassroomScriptReadsQueriesAlone() {
        StoreBuilder builder;
        responses(builder, "10.0.0.1", kBeacon, everySeconds(60, 40));
        snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
        settings.detection = detect::settingsFor(detect::findDetector("lab"));
        QCOMPARE(builder.snapshot(settings)->detection->size(), std::size_t{0});
    }

    /// One client's way back goes through the capture, but not its way there.
    void eachClientIsLookedAtAlone() {
        StoreBuilder builder;
        builder.answeredQueries("10.0.0.2", "www.example", everySeconds(7, 400));
        responses(builder, "10.0.0.1", kBeacon, everySeconds(60, 40));
        const auto snapshot = builder.snapshot();
        QCOMPARE(standing(builder), std::uint64_t{40});
        QVERIFY(hasTimedResponses(*snapshot));
    }

    /// Where queries are captured, a response without one is a loss here and there.
    void aFewResponsesWithoutAQueryAreNotJudged() {
        StoreBuilder builder;
        builder.answeredQueries("10.0.0.1", "www.example", everySeconds(9, 200));
        responses(builder, "10.0.0.1", kBeacon, everySeconds(60, 20, 30));
        QCOMPARE(standing(builder), std::uint64_t{0});
        const auto snapshot = builder.snapshot();
        QVERIFY(!hasNotice(*snapshot, "responses_judged"));
        QCOMPARE(snapshot->store.loneResponses, nullptr);
        QVERIFY(!hasTimedResponses(*snapshot));
    }

    /// A file may begin or end with responses alone.
    void responsesAfterTheLastQueryAreJudged() {
        StoreBuilder builder;
        builder.answeredQueries("10.0.0.1", "www.example", everySeconds(9, 200));
        responses(builder, "10.0.0.1", kBeacon, everySeconds(60, 40, 1'830)); // the first too soon
        QCOMPARE(standing(builder), std::uint64_t{39});
        QVERIFY(hasTimedResponses(*builder.snapshot()));
    }

    void multicastIsLeftOut() {
        StoreBuilder builder;
        for (int i = 0; i < 40; ++i)
            builder.response({.atSeconds = 60.0 * i,
                              .name = "printer.local",
                              .id = 0,
                              .transport = dns::Transport::Mdns});
        QCOMPARE(standing(builder), std::uint64_t{0});
    }
};

BEACONSCOPE_TEST(TestLoneResponses)
#include "test_lone_responses.moc"
