// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/detector.h"
#include "core/detect/registry/detectors.h"
#include "core/words/notices.h"
#include "core/words/outcome.h"
#include "tests/support/store_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <array>

using namespace beaconscope;
using testing::everySeconds;
using testing::StoreBuilder;

namespace {

QString textOf(const std::vector<snapshot::Notice>& notices, std::string_view id) {
    for (const snapshot::Notice& notice : notices) {
        if (notice.id == id)
            return QString::fromStdString(notice.title + ": " + notice.details);
    }
    return {};
}

QString outcome(const StoreBuilder& builder, std::string_view detector = "beaconscope") {
    snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
    settings.detection = detect::settingsFor(detect::findDetector(detector));
    return QString::fromStdString(words::outcomeOf(*builder.snapshot(settings)));
}

QString unasked(StoreBuilder& builder) {
    return textOf(words::noticesFor({}, builder.store().counts()), "responses_without_query");
}

QString problem(std::uint64_t packets, bool isLog = false) {
    input::FileFacts file;
    file.complete = false;
    file.problem = "ends early";
    file.packets = packets;
    file.isLog = isLog;
    return QString::fromStdString(input::problemOf(file));
}

} // namespace

/// What the user is told of a capture as a whole.
class TestNotices : public QObject {
    Q_OBJECT

private slots:
    void countsAndWordsAgree() {
        input::SkipCounts skipped;
        skipped.add(input::SkipReason::MalformedDns, 7, 4'711);
        for (int i = 0; i < 1'234; ++i)
            skipped.add(input::SkipReason::CutBySnapLength, 1'000'000, 0);
        snapshot::CaptureFacts facts;
        facts.skipped = words::skippedCounts(skipped);
        store::MessageCounts counts;
        counts.withoutQuestion = 1;
        const auto notices = words::noticesFor(facts, counts);
        QCOMPARE(textOf(notices, "skipped_malformed_dns"),
                 QString("1 skipped: 1 malformed DNS message. It is packet 7, at byte 4,711 of its "
                         "file."));
        QCOMPARE(textOf(notices, "skipped_cut_by_snap_length"),
                 QString("1,234 skipped: 1,234 packets cut by the snap length. The first is packet "
                         "1,000,000, at byte 0 of its file."));
        QVERIFY(textOf(notices, "without_question").contains("1 DNS message carries no question"));
    }

    void tellWhatIsNotRead() {
        using network::UnreadKind;
        snapshot::CaptureFacts facts;
        facts.packets = 1'000;
        facts.unread = {{UnreadKind::LinkType, 189, 1, 7, 0, 0},
                        {UnreadKind::EtherType, 0x88b5, 298, 1, 0, 0},
                        {UnreadKind::EtherType, 0x1234, 12, 44, 0, 0},
                        {UnreadKind::EncryptedWifi, 0, 1, 9, 0, 0}};
        facts.unreadOthers = 1;
        const auto notices = words::noticesFor(facts, {});
        QCOMPARE(textOf(notices, "skipped_unknown_link_type"),
                 QString("1 not read: 1 packet has a link type that is not read, 189 (USB with "
                         "Linux header). It is packet 7 of its file."));
        QCOMPARE(textOf(notices, "unread_ether_type"),
                 QString("310 not read: 310 packets have EtherTypes that are not read: 0x88b5 "
                         "(local experiment) in 298 packets, first in packet 1 of its file; "
                         "0x1234 in 12 packets, first in packet 44 of its file."));
        QVERIFY(textOf(notices, "encrypted_wifi").startsWith("1 encrypted by Wi-Fi: 1 frame is"));
        QVERIFY(textOf(notices, "unread_others").contains("1 packet has further numbers"));
        QVERIFY(notices.front().severity == snapshot::Severity::Warning);

        // Where DNS is read as well, a few such packets are no reason to warn.
        facts.dnsMessages = 990;
        facts.packets = 100'000;
        QVERIFY(words::noticesFor(facts, {}).front().severity == snapshot::Severity::Information);
    }

    void aNoticeNamesItsFile() {
        input::SkipCounts skipped;
        skipped.add(input::SkipReason::MalformedDns, 7, 4'711, 1);
        input::SkipCounts ofFirstFile;
        ofFirstFile.add(input::SkipReason::MalformedDns, 9, 0, 0);
        snapshot::CaptureFacts facts;
        for (const char* path : {"/a/one.pcap", "/a/two.pcap", "/b/two.pcap"}) {
            facts.files.emplace_back();
            facts.files.back().path = path;
        }
        facts.skipped = words::skippedCounts(skipped);
        const auto text = [&facts] {
            return textOf(words::noticesFor(facts, {}), "skipped_malformed_dns");
        };
        // Two files are called two.pcap, so the name alone would not tell which one it is.
        QVERIFY2(text().endsWith("at byte 4,711 of /a/two.pcap."), qPrintable(text()));
        skipped.add(ofFirstFile); // has a larger number, but comes first
        facts.skipped = words::skippedCounts(skipped);
        QVERIFY2(text().contains("The first is packet 9, at byte 0 of one.pcap."),
                 qPrintable(text()));
    }

    /// What was left out in several files says how much in which.
    void whatIsLeftOutIsToldByFile() {
        using input::SkipReason;
        snapshot::CaptureFacts facts;
        for (const char* path : {"/a/one.pcap", "/a/two.pcap"}) {
            facts.files.emplace_back();
            facts.files.back().path = path;
        }
        input::SkipCounts skipped;
        for (const std::uint16_t file : std::array<std::uint16_t, 3>{0, 1, 1})
            skipped.add(SkipReason::MalformedDns, 7, 99, file);
        input::SkipCounts ofReader; // which knows no files
        ofReader.add(SkipReason::MalformedDns, 3, 11);
        ofReader.add(SkipReason::CutBySnapLength, 4, 12);
        ofReader.add(SkipReason::CutBySnapLength, 5, 13);
        ofReader.setFile(1);
        skipped.add(ofReader);
        facts.skipped = words::skippedCounts(skipped);
        network::UnreadCounts unread;
        for (const std::uint16_t file : std::array<std::uint16_t, 3>{1, 0, 1}) {
            input::Packet packet;
            packet.number = 5;
            packet.file = file;
            unread.add(network::UnreadKind::EtherType, 0x88b5, packet);
        }
        facts.unread = unread.all();
        const auto notices = words::noticesFor(facts, {});
        const auto verifyEnd = [&notices](std::string_view id, const char* end) {
            const QString text = textOf(notices, id);
            QVERIFY2(text.endsWith(QString::fromUtf8(end)), qPrintable(text));
        };
        verifyEnd(
            "skipped_malformed_dns",
            "The first is packet 7, at byte 99 of one.pcap. By file: one.pcap 1, two.pcap 3.");
        verifyEnd("skipped_cut_by_snap_length",
                  "The first is packet 4, at byte 12 of two.pcap. All are in two.pcap.");
        verifyEnd("unread_ether_type",
                  "The first is packet 5 of two.pcap. By file: two.pcap 2, one.pcap 1.");
    }

    /// The list of files is bounded, whatever the number of files.
    void manyFilesAreNotAllNamed() {
        snapshot::CaptureFacts facts;
        input::SkipCounts skipped;
        for (std::uint16_t file = 0; file < 40; ++file) {
            facts.files.emplace_back();
            facts.files.back().path = "/a/" + std::to_string(file) + ".pcap";
            skipped.add(input::SkipReason::MalformedDns, 1, 0, file);
        }
        facts.skipped = words::skippedCounts(skipped);
        const QString text = textOf(words::noticesFor(facts, {}), "skipped_malformed_dns");
        QVERIFY2(text.endsWith("9.pcap 1, others 30."), qPrintable(text));
    }

    /// What is about the whole capture says so, and names no file.
    void withSeveralFilesEachNoticeSaysWhichItMeans() {
        snapshot::CaptureFacts facts;
        for (const char* path : {"/a/one.pcap", "/a/two.pcap", "/a/three.pcap"}) {
            facts.files.emplace_back();
            facts.files.back().path = path;
        }
        facts.files.back().opened = false;
        facts.files[1].complete = false;
        facts.files[1].problem = "ends early";
        store::TimeGrid seconds;
        seconds.step = std::chrono::seconds(1);
        seconds.isUsed = true;
        facts.timeGrids = std::make_shared<const std::vector<store::TimeGrid>>(
            std::vector{store::TimeGrid{}, seconds});
        facts.encryptedDns.emplace_back();
        StoreBuilder builder;
        builder.queries("10.0.0.1", "host.example", everySeconds(60, 30));
        store::MessageCounts counts = builder.store().counts();
        counts.withoutQuestion = 1;
        facts.notices = words::noticesFor(facts, counts);
        detect::Coverage coverage;
        coverage.longestPeriodSeconds = 600;
        const std::string all = "All 2 files together: ";
        const auto detailsOf = [&facts](std::string_view id) {
            const auto notice = std::ranges::find(facts.notices, id, &snapshot::Notice::id);
            return notice == facts.notices.end() ? std::string() : notice->details;
        };
        for (const char* id : {"queries_only", "without_question", "encrypted_dns", "reach"})
            QVERIFY2(detailsOf(id).starts_with(all), id);
        QVERIFY(detailsOf("unreadable_file").starts_with("/a/three.pcap: "));
        for (const char* id : {"truncated_file", "coarse_times"})
            QVERIFY2(detailsOf(id).starts_with("two.pcap: "), id);
        words::setReachNotice(coverage, facts);
        QVERIFY(detailsOf("reach").starts_with(all + "Between"));
        facts.files.resize(1);
        words::setReachNotice(coverage, facts);
        QVERIFY(detailsOf("reach").starts_with("Between"));
        for (const snapshot::Notice& notice : words::noticesFor(facts, counts))
            QVERIFY2(notice.details.find("together") == std::string::npos, notice.id.c_str());
    }

    void judgedResponsesAreOfAFile() {
        snapshot::CaptureFacts facts;
        for (const char* path : {"/a/one.pcap", "/a/two.pcap"}) {
            facts.files.emplace_back();
            facts.files.back().path = path;
        }
        StoreBuilder builder;
        for (int i = 0; i < 40; ++i)
            builder.response({.atSeconds = 60.0 * i, .id = static_cast<std::uint16_t>(i)});
        words::addLoneResponsesNotice(store::LoneResponses(builder.store().view().events), facts);
        const QString text = textOf(facts.notices, "responses_judged");
        QVERIFY2(text.contains(": one.pcap: 40 responses are judged"), qPrintable(text));
    }

    /// Those with too few beats are not counted as if they had been cleared.
    void theOutcomeTellsTestedFromUntested() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "www.example", {1, 27, 90, 200, 260});
        builder.queries("10.0.0.1", "rare.example2", {5});
        builder.queries("10.0.0.2", "rare.example2", {6});
        QCOMPARE(outcome(builder),
                 QString("Nothing here exceeds chance once caches are allowed for: 1 series "
                         "could be tested and none is flagged by “Beaconscope” with its present "
                         "limits (2 had too few beats)."));
        QCOMPARE(outcome(builder, "lab"),
                 QString("3 series were judged and none is flagged by “%1” with its present "
                         "limits.")
                     .arg(QString::fromStdString(detect::findDetector("lab")->info().title)));
        builder.queries("10.0.0.3", "beacon.example3", testing::everySeconds(60, 40));
        QCOMPARE(outcome(builder), QString("1 series has suspicious timing, of 2 that could be "
                                           "tested (2 had too few beats)."));
        QCOMPARE(outcome(builder, "lab"),
                 QString("1 series has suspicious timing, of 4 that were judged."));
    }

    /// Each cause is named where it was seen, and nowhere else.
    void anEmptyListSaysWhatWasSeen() {
        const auto contains = [](const snapshot::Snapshot& shown, const char* part) {
            return words::reasonForNothing(shown).find(part) != std::string::npos;
        };
        const char* const mdns = "mDNS and LLMNR queries are only judged with";
        StoreBuilder builder;
        snapshot::Snapshot nameless = *builder.snapshot();
        nameless.capture.packets = nameless.capture.dnsMessages = nameless.capture.queries = 12;
        QVERIFY(contains(nameless, "none has a question that could be read"));
        QVERIFY(!contains(nameless, mdns));
        builder.query({.name = "printer.local", .transport = dns::Transport::Mdns});
        QVERIFY(contains(*builder.snapshot(), mdns));

        snapshot::Snapshot unread = nameless;
        unread.capture.dnsMessages = unread.capture.queries = 0;
        for (const char* path : {"one.pcap", "two.pcap"}) {
            unread.capture.files.emplace_back();
            unread.capture.files.back().path = path;
        }
        input::SkipCounts skipped;
        skipped.add(input::SkipReason::CutBySnapLength, 7, 0, 1);
        skipped.add(input::SkipReason::CutBySnapLength, 8, 0, 1);
        unread.capture.skipped = words::skippedCounts(skipped);
        QVERIFY(contains(unread, "None of the 12 packets holds DNS that can be read."));
        QVERIFY(contains(unread, "the first in packet 7 of two.pcap. All are in two.pcap."));
        QVERIFY(!contains(unread, "TLS"));
        unread.capture.encryptedFlowsOfOthers = 2;
        QVERIFY(contains(unread, "2 flows of DNS over TLS"));
    }

    void nothingCouldBeTested() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "www.example", {1, 27});
        QCOMPARE(outcome(builder), QString("No series could be tested (1 had too few beats)."));
    }

    /// A tunnel is flagged for other things than timing, and is none of those that are tested.
    void aTunnelIsCountedApart() {
        StoreBuilder builder;
        builder.newNames("10.0.0.1", "data.example", testing::everySeconds(0.3, 600));
        QCOMPARE(outcome(builder),
                 QString("No series could be tested (1 had too few beats). 1 is flagged for the "
                         "volume of its names, which may carry data."));
        builder.queries("10.0.0.3", "beacon.example3", testing::everySeconds(60, 40));
        QCOMPARE(outcome(builder),
                 QString("1 series has suspicious timing, of 1 that could be tested (1 had too "
                         "few beats). 1 more is flagged for the volume of its names, which may "
                         "carry data."));
    }

    /// A capture may go on with responses alone: that part of it is no silence.
    void responsesWithoutAQueryAreTold() {
        StoreBuilder builder;
        builder.answeredQueries("10.0.0.1", "www.example", testing::everySeconds(60, 80));
        QCOMPARE(unasked(builder), QString());
        for (std::uint16_t i = 0; i < 12; ++i)
            builder.response({.atSeconds = 5'000.0 + 600 * i, .name = "late.example", .id = i});
        QCOMPARE(unasked(builder),
                 QString("12 responses without a query: 12 of 92 responses of resolvers have no "
                         "query in this capture. The last query is at 2024-01-01T01:19:00Z, the "
                         "last response at 2024-01-01T03:13:20Z. Timing is judged on queries. A "
                         "response is judged instead only where its file shows one direction."));
        // Whether at the end or not, as long as they are more than a few that went astray.
        builder.answeredQueries("10.0.0.1", "www.example", testing::everySeconds(3, 2'000, 6'000));
        QCOMPARE(unasked(builder), QString());
    }

    void aCaptureOfResponsesAloneIsToldOnce() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "www.example", {1});
        for (std::uint16_t i = 0; i < 100; ++i)
            builder.response({.atSeconds = 10.0 + i, .name = "late.example", .id = i});
        QCOMPARE(unasked(builder), QString());
        QVERIFY(
            !textOf(words::noticesFor({}, builder.store().counts()), "responses_only").isEmpty());
    }

    /// Five beats need four intervals between the first query and the last, whatever else was
    /// captured.
    void theReachIsThatOfTheQueries() {
        StoreBuilder builder;
        builder.answeredQueries("10.0.0.1", "www.example", testing::everySeconds(60, 81));
        const auto longest = [&builder] {
            return builder.snapshot()->detection->coverage()->longestPeriodSeconds;
        };
        const double before = longest();
        builder.response({.atSeconds = 50'000, .name = "late.example"});
        QCOMPARE(longest(), before);
        QVERIFY(textOf(words::noticesFor({}, builder.store().counts()), "reach")
                    .startsWith("Periods up to 20 m 00 s: The first and the last query are "
                                "1 h 20 m apart."));
    }

    void oneQueryShowsNoRhythm() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "www.example", {1});
        builder.response({.atSeconds = 50'000, .name = "late.example"});
        QVERIFY(textOf(words::noticesFor({}, builder.store().counts()), "reach")
                    .startsWith("Too short to show any rhythm"));
    }

    /// Before any run, queries that may never be judged count for nothing.
    void whatWasTestedIsAlwaysTold() {
        detect::Coverage coverage;
        coverage.longestPeriodSeconds = 600;
        coverage.shortestPeriodSeconds = 0.5;
        snapshot::CaptureFacts facts;
        words::setReachNotice(coverage, facts);
        QVERIFY(facts.notices.empty());
        coverage.tested = 2;
        coverage.expectedFalse = 0;
        words::setReachNotice(coverage, facts);
        QVERIFY(
            textOf(facts.notices, "reach").startsWith("Periods up to 10 m 00 s; 2 series tested"));
    }

    void aFileInPartSaysWhatIsKept() {
        QCOMPARE(problem(0), QString("it ends early; no packet came before that"));
        QCOMPARE(problem(1), QString("it ends early; 1 packet before that is kept"));
        QCOMPARE(problem(1'234, true), QString("it ends early; 1,234 lines before that are kept"));
    }
};

BEACONSCOPE_TEST(TestNotices)
#include "test_notices.moc"
