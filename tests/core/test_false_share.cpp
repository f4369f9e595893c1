// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/compared.h"
#include "core/detect/detection.h"
#include "core/words/notices.h"
#include "core/words/outcome.h"
#include "tests/support/reasons_text.h"
#include "tests/support/store_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace beaconscope;
using namespace beaconscope::testing;
using detect::comparedChances;
using detect::comparedNumbers;
using detect::comparedShares;

namespace {

constexpr std::size_t kLargestFalsePercent = 1; ///< place among the limits

/// A series of 10 intervals of 54 to 66 s: alone, its chance is about 1 in 10^4.
void addWeakRhythm(StoreBuilder& builder, const std::string& name) {
    std::vector<double> times = {100};
    for (const double interval : {60., 71., 57., 64., 49., 60., 81., 62., 58.})
        times.push_back(times.back() + interval);
    builder.queries("10.0.0.1", name, times);
}

/// Names that are asked for at random.
void addRandomUse(StoreBuilder& builder, std::size_t names) {
    std::mt19937 random(5);
    std::exponential_distribution<double> pauseSeconds(1.0 / 600);
    for (std::size_t name = 0; name < names; ++name) {
        std::vector<double> times;
        double time = 0;
        for (int i = 0; i < 8; ++i)
            times.push_back(time += pauseSeconds(random));
        builder.queries("10.0.0.2", "www.site" + std::to_string(name) + ".example", times);
    }
}

std::size_t rankOf(const snapshot::Snapshot& snapshot, const std::string& domain) {
    for (std::size_t rank = 0; rank < snapshot.detection->size(); ++rank) {
        const DomainId id = snapshot.detection->key(rank).domain;
        if (id.isValid() && snapshot.store.names.text(id) == domain)
            return rank;
    }
    return snapshot.detection->size();
}

} // namespace

class TestFalseShare : public QObject {
    Q_OBJECT

private slots:
    void whatStandsOutAmongFewIsAFinding() {
        StoreBuilder builder;
        addWeakRhythm(builder, "weak.one.example");
        const auto snapshot = builder.snapshot();
        QCOMPARE(snapshot->detection->reportedCount(), std::size_t{1});
        const auto chance = snapshot->detection->finding(0).judgement.falseAlarm;
        QVERIFY2(chance->lnFinal < -7 && chance->lnFinal > -14,
                 qPrintable(QString::number(chance->lnFinal)));
    }

    void amongManyTheSameCouldBeChance() {
        StoreBuilder builder;
        addWeakRhythm(builder, "weak.one.example");
        addRandomUse(builder, 3'000);
        const auto snapshot = builder.snapshot();
        const detect::Detection& detection = *snapshot->detection;
        const std::size_t rank = rankOf(*snapshot, "one.example");
        const detect::Finding finding = detection.finding(rank);
        QVERIFY(finding.judgement.falseAlarm->lnFinal < -7);
        QVERIFY(finding.judgement.falseAlarm->qValue > 0.05);
        QVERIFY(!finding.judgement.flagged);
        QCOMPARE(finding.judgement.explainedBy, std::string("could be chance"));
        const QString why = reasonsText(*snapshot, rank);
        QVERIFY2(why.startsWith("It could be chance") && why.contains("and the limit is 5 %"),
                 qPrintable(why));
        QVERIFY2(!why.contains("listed lower"), qPrintable(why));
        const detect::DecidingValue deciding = detection.decidingValue(rank);
        QVERIFY2(deciding.value.ends_with(" % expected to be false"), deciding.value.c_str());
        QCOMPARE(deciding.limit, std::string("at most 5 %"));
    }

    void nothingIsSaidToExceedChance() {
        StoreBuilder builder;
        addWeakRhythm(builder, "weak.one.example");
        addRandomUse(builder, 3'000);
        const auto snapshot = builder.snapshot();
        QCOMPARE(snapshot->detection->reportedCount(), std::size_t{0});
        const auto coverage = snapshot->detection->coverage();
        QVERIFY(coverage->couldBeChance >= 1);
        QCOMPARE(*coverage->expectedFalse, 0.0);
        const auto tested = static_cast<double>(coverage->tested);
        QVERIFY(tested > 2'900);
        QVERIFY(std::abs(coverage->expectedByChance - tested * std::exp(-7)) < 1e-9);
        snapshot::Snapshot shown = *snapshot;
        shown.capture.packets = shown.capture.dnsMessages = shown.capture.queries = 1;
        const QString reason = QString::fromStdString(words::reasonForNothing(shown));
        QVERIFY2(reason.startsWith("Nothing here exceeds chance once caches are allowed for: "),
                 qPrintable(reason));
        QVERIFY2(reason.contains("of so many 2.7 would by chance alone"), qPrintable(reason));
        QVERIFY2(reason.contains("“could be chance”"), qPrintable(reason));
    }

    void theLimitCanBeChanged() {
        StoreBuilder builder;
        addWeakRhythm(builder, "weak.one.example");
        addRandomUse(builder, 3'000);
        snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
        QCOMPARE(settings.detection.parameters[kLargestFalsePercent], 5.0);
        settings.detection.parameters.set(kLargestFalsePercent, 100);
        const auto off = builder.snapshot(settings);
        const detect::Finding weak = off->detection->finding(rankOf(*off, "one.example"));
        QVERIFY(weak.judgement.flagged);
        QVERIFY(weak.judgement.explainedBy != "could be chance");
        QCOMPARE(off->detection->coverage()->couldBeChance, std::size_t{0});
        QVERIFY(*off->detection->coverage()->expectedFalse > 0.1);
    }

    /// A strong rhythm is a finding in any crowd, and makes room for others.
    void strongRhythmsStayFindings() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "c2.two.example", everySeconds(60, 40));
        addRandomUse(builder, 3'000);
        const auto snapshot = builder.snapshot();
        QCOMPARE(snapshot->detection->reportedCount(), std::size_t{1});
        QVERIFY(snapshot->detection->coverage()->expectedFalse < 0.1);
    }

    void roundedNumbersCompareAsTheNumbersDo_data() {
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("limit");
        QTest::addColumn<int>("decimals");
        QTest::addColumn<QString>("text");
        QTest::newRow("below") << 0.9996 << 1.0 << 3 << "0.9996 s|1 s";
        QTest::newRow("nearly") << 0.9999996 << 1.0 << 3 << "just below 1 s|1 s";
        QTest::newRow("equal") << 1.0 << 1.0 << 3 << "1.000 s|1 s";
        QTest::newRow("above") << 5.04 << 5.0 << 1 << "5.04 s|5 s";
        QTest::newRow("barely") << 5.0000001 << 5.0 << 1 << "just above 5 s|5 s";
        QTest::newRow("far") << 12.34 << 5.0 << 1 << "12.3 s|5 s";
        QTest::newRow("fine limit") << 0.3 << 0.125 << 0 << "0.3 s|0.125 s";
        QTest::newRow("large limit") << 12.0 << 1'000'000.0 << 0 << "12 s|1000000 s";
    }
    void roundedNumbersCompareAsTheNumbersDo() {
        QFETCH(double, value);
        QFETCH(double, limit);
        QFETCH(int, decimals);
        QFETCH(QString, text);
        const detect::Compared texts = comparedNumbers(value, limit, decimals, " s");
        QCOMPARE(QString::fromStdString(texts.value + "|" + texts.limit), text);
    }

    void sharesAndChancesToo() {
        const detect::Compared share = comparedShares(0.796, 0.8);
        QCOMPARE(share.value, std::string("79.6 %"));
        QCOMPARE(share.limit, std::string("80 %"));
        QCOMPARE(comparedShares(0.07, 0.07).value, std::string("7 %"));
        QCOMPARE(comparedShares(0.07, 0.07).limit, std::string("7 %"));
        // Both are 1 in 1,100 in two digits.
        const detect::Compared odds = comparedChances(-6.99, -7);
        QCOMPARE(odds.value, std::string("1 in 1,090"));
        QCOMPARE(odds.limit, std::string("1 in 1,100"));
        const detect::Compared tiny = comparedChances(-99.4, -100);
        QCOMPARE(tiny.value, std::string("1 in 10^43.1"));
        QCOMPARE(tiny.limit, std::string("1 in 10^43.4"));
        QCOMPARE(comparedChances(-300, -7).value, std::string("1 in 10^130"));
        QCOMPARE(comparedChances(-7, -7).value, std::string("1 in 1,100"));
        QCOMPARE(comparedChances(-0.2, -0.3).value, std::string("1 in 1.2"));
        const detect::Compared near = comparedChances(-7.000001, -7);
        QVERIFY2(near.value != near.limit && near.value.starts_with("1 in 1,096.63"),
                 near.value.c_str());
    }
};

BEACONSCOPE_TEST(TestFalseShare)
#include "test_false_share.moc"
