#include "core/engine/notices.h"
#include "tests/support/store_builder.h"

#include <QTest>

using namespace beaconscope;
using testing::StoreBuilder;

namespace {

QString textOf(const std::vector<engine::Notice>& notices, std::string_view id) {
    for (const engine::Notice& notice : notices) {
        if (notice.id == id)
            return QString::fromStdString(notice.title + ": " + notice.details);
    }
    return {};
}

QString problem(std::uint64_t packets, bool isLog = false) {
    engine::FileFacts file;
    file.complete = false;
    file.problem = "ends early";
    file.packets = packets;
    file.isLog = isLog;
    return QString::fromStdString(engine::problemOf(file));
}

} // namespace

/// What the user is told of a capture as a whole.
class TestNotices : public QObject {
    Q_OBJECT

private slots:
    void countsAndWordsAgree() {
        capture::SkipCounts skipped;
        skipped.add(capture::SkipReason::MalformedDns, 7, 4'711);
        for (int i = 0; i < 1'234; ++i)
            skipped.add(capture::SkipReason::CutBySnapLength, 1'000'000, 0);
        engine::CaptureFacts facts;
        facts.skipped = engine::skippedCounts(skipped);
        store::MessageCounts counts;
        counts.withoutQuestion = 1;
        const auto notices = engine::noticesFor(facts, counts);
        QCOMPARE(textOf(notices, "skipped_malformed_dns"),
                 QString("1 skipped: 1 malformed DNS message. It is packet 7, at byte 4,711 of its "
                         "file."));
        QCOMPARE(textOf(notices, "skipped_cut_by_snap_length"),
                 QString("1,234 skipped: 1,234 packets cut by the snap length. The first is packet "
                         "1,000,000, at byte 0 of its file."));
        QVERIFY(textOf(notices, "without_question").contains("1 DNS message carries no question"));
    }

    void oneSeriesIsJudged() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "www.example", {1, 7, 90, 200, 203});
        QVERIFY(builder.snapshot()->emptyReason.starts_with("1 series was judged and none "));
    }

    void aFileInPartSaysWhatIsKept() {
        QCOMPARE(problem(0), QString("ends early; no packet came before that"));
        QCOMPARE(problem(1), QString("ends early; 1 packet before that is kept"));
        QCOMPARE(problem(1'234, true), QString("ends early; 1,234 lines before that are kept"));
    }
};

QTEST_APPLESS_MAIN(TestNotices)
#include "test_notices.moc"
