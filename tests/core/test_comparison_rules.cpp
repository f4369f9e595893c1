// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/others/coefficient_of_variation.h"
#include "core/detect/others/elastic.h"
#include "core/detect/others/flare.h"
#include "core/detect/others/rita.h"
#include "core/detect/others/rita_rule.h"
#include "core/detect/others/sentinel.h"
#include "core/detect/registry/detectors.h"
#include "tests/support/store_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>
#include <random>
#include <set>
#include <stdexcept>

using namespace beaconscope;
using namespace beaconscope::series;
using namespace beaconscope::detect;
using testing::everySeconds;
using testing::StoreBuilder;

namespace {

constexpr double kHour = 3600;

const std::set<std::string> kIds = {"rita", "rita-ts", "elastic", "flare", "sentinel", "cv"};

snapshot::AnalysisSettings settingsWith(const std::string& detector) {
    snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
    settings.detection = settingsFor(findDetector(detector));
    return settings;
}

/// In [0, 1), the same on every platform.
double uniform(std::mt19937& random) {
    return static_cast<double>(random()) / (static_cast<double>(std::mt19937::max()) + 1);
}

/// Every minute for two hours, each interval longer or shorter by up to `jitter` of it.
std::vector<double> jittered(double jitter) {
    std::mt19937 random(7);
    std::vector<double> times;
    for (double time = 0; time < 2 * kHour; time += 60 * (1 + jitter * (2 * uniform(random) - 1)))
        times.push_back(time);
    return times;
}

/// Pages opened by chance over two hours, each with a burst of queries.
std::vector<double> browsing() {
    std::mt19937 random(11);
    std::vector<double> times;
    for (double page = 0; page < 2 * kHour; page += -240 * std::log(1 - uniform(random))) {
        for (int query = 0; query < 4; ++query)
            times.push_back(page + 5 * query * uniform(random));
    }
    std::sort(times.begin(), times.end());
    return times;
}

std::vector<std::int64_t> wholeSeconds(const std::vector<double>& times) {
    std::vector<std::int64_t> seconds;
    for (const double time : times)
        seconds.push_back(nanosecondsSinceEpoch(StoreBuilder::at(time)) / 1'000'000'000);
    return seconds;
}

std::size_t rankOf(const snapshot::Snapshot& snapshot, const std::string& name) {
    for (std::size_t rank = 0; rank < snapshot.detection->size(); ++rank) {
        const NameId own = snapshot.detection->key(rank).name;
        if (own.isValid() && snapshot.store.names.text(own) == name)
            return rank;
    }
    throw std::runtime_error("no finding for " + name);
}

/// A beacon in the middle of a capture of six hours in which others ask as well.
class Scene {
public:
    explicit Scene(const std::vector<double>& times) {
        builder.queries("10.0.0.2", "first.example", {0});
        for (const double time : times)
            builder.queries("10.0.0.1", "c2.example", {kStart + time});
        builder.queries("10.0.0.2", "last.example", {6 * kHour});
        for (const double time : times)
            shifted.push_back(kStart + time);
    }

    double score(const std::string& detector) const {
        const auto snapshot = builder.snapshot(settingsWith(detector));
        return snapshot->detection->finding(rankOf(*snapshot, "c2.example")).judgement.score;
    }

    static constexpr double kStart = 2 * kHour;
    StoreBuilder builder;
    std::vector<double> shifted; ///< times since the builder's start
};

} // namespace

/// The rules of other tools behind the seam; their formulas have tests of their own.
class TestComparisonRules : public QObject {
    Q_OBJECT

private slots:
    void eachIsOfferedOnceAndDescribesItself() {
        std::set<std::string> offered;
        for (const auto& detector : detectors()) {
            const DetectorInfo& info = detector->info();
            QVERIFY2(offered.insert(info.id).second, info.id.c_str());
            QVERIFY(!info.title.empty() && !info.description.empty());
            QVERIFY(!info.scoreTitle.empty() && !info.scoreHelp.empty());
            for (const ParameterInfo& parameter : info.parameters) {
                QVERIFY(parameter.defaultValue >= parameter.minimum);
                QVERIFY(parameter.defaultValue <= parameter.maximum);
            }
        }
        for (const std::string& id : kIds) {
            QVERIFY2(offered.count(id) == 1, id.c_str());
            QCOMPARE(findDetector(id)->info().groupings.front(), Grouping::ClientName);
        }
    }

    void verdicts_data() {
        QTest::addColumn<std::vector<double>>("times");
        QTest::addColumn<std::set<std::string>>("flaggedBy");
        QTest::newRow("clockwork") << everySeconds(60, 120) << kIds;
        // Two seconds of the 24 hold a twelfth of the intervals, which is enough for Flare.
        QTest::newRow("jitter of a fifth")
            << jittered(0.2) << std::set<std::string>{"rita", "rita-ts", "elastic", "flare", "cv"};
        QTest::newRow("browsing") << browsing() << std::set<std::string>{"flare"};
        QTest::newRow("three queries") << everySeconds(60, 3) << std::set<std::string>{};
    }
    void verdicts() {
        QFETCH(std::vector<double>, times);
        QFETCH(std::set<std::string>, flaggedBy);
        StoreBuilder builder;
        builder.queries("10.0.0.1", "c2.example", times);
        for (const std::string& id : kIds) {
            const auto snapshot = builder.snapshot(settingsWith(id));
            const Finding finding = snapshot->detection->finding(0);
            const auto reasons = snapshot->detection->reasons(0);
            QVERIFY(!reasons.empty());
            const bool flagged = flaggedBy.count(id) == 1;
            QVERIFY2(finding.judgement.flagged == flagged,
                     (id + " " + std::to_string(finding.judgement.score) + " " + reasons.front())
                         .c_str());
            QCOMPARE(finding.judgement.beats.value_or(0), std::uint64_t{times.size()});
        }
    }

    void clockworkHasItsPeriod() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "c2.example", everySeconds(120, 60));
        for (const std::string& id : kIds) {
            const auto snapshot = builder.snapshot(settingsWith(id));
            const Judgement judgement = snapshot->detection->finding(0).judgement;
            QVERIFY2(judgement.flagged && judgement.periodSeconds, id.c_str());
            QVERIFY(std::abs(*judgement.periodSeconds - 120) < 1e-6);
        }
    }

    void scoresAreThoseOfTheFormulas_data() {
        QTest::addColumn<std::vector<double>>("times");
        QTest::newRow("clockwork") << everySeconds(60, 120);
        QTest::newRow("jitter") << jittered(0.3);
        QTest::newRow("browsing") << browsing();
    }
    void scoresAreThoseOfTheFormulas() {
        QFETCH(std::vector<double>, times);
        const Scene scene(times);
        const auto seconds = wholeSeconds(scene.shifted);
        const auto capture = wholeSeconds({0, 6 * kHour});
        const std::vector<double> bytes(times.size(), 28); // of one length

        const auto rita = detect::others::ritaScore(
            seconds, bytes, detect::others::ritaWindow(capture.front(), capture.back()));
        QVERIFY(rita);
        QCOMPARE(scene.score("rita"), 100 * rita->total);
        QCOMPARE(scene.score("rita-ts"), 100 * rita->timestamps);

        const auto flare = detect::others::flare(seconds);
        QCOMPARE(scene.score("flare"), flare ? flare->percent : 0);
        const auto sentinel = detect::others::sentinel(seconds);
        QCOMPARE(scene.score("sentinel"), sentinel ? sentinel->percent : 0);
        const auto variation = detect::others::coefficientOfVariation(scene.shifted);
        QVERIFY(std::abs(scene.score("cv") - 100 * variation->score) < 1e-6);

        std::vector<detect::others::ElasticEvent> events;
        for (const double time : scene.shifted)
            events.push_back({time, 28, 0});
        const auto elastic =
            detect::others::elastic(detect::others::elasticBuckets(events, 6 * kHour));
        QCOMPARE(scene.score("elastic"), double(detect::others::elasticVerdict(elastic).score()));
    }

    void oneWrongDateMakesNoDifferenceToElastic() {
        constexpr double kSeventyYears = 70 * 365 * 24 * kHour;
        const auto scoreWith = [](double last) {
            Scene scene(jittered(0.02));
            scene.builder.queries("10.0.0.2", "last.example", {last});
            return scene.score("elastic");
        };
        const double score = scoreWith(20 * kHour);
        QVERIFY(score > 0);
        QCOMPARE(scoreWith(20 * kHour + kSeventyYears), score);
    }

    void limitsCanBeChanged_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("parameter");
        QTest::addColumn<double>("value");
        QTest::addColumn<bool>("flagged");
        QTest::newRow("rita score") << "rita"
                                    << "min_score_percent" << 100.0 << false;
        QTest::newRow("rita times") << "rita"
                                    << "min_unique_times" << 1000.0 << false;
        QTest::newRow("rita-ts") << "rita-ts"
                                 << "min_score_percent" << 99.0 << false;
        QTest::newRow("elastic") << "elastic"
                                 << "min_correlation" << 1.0 << false;
        QTest::newRow("flare percent") << "flare"
                                       << "min_percent" << 50.0 << false;
        QTest::newRow("flare intervals") << "flare"
                                         << "min_interval_s" << 100.0 << false;
        QTest::newRow("flare count") << "flare"
                                     << "min_occurrences" << 1000.0 << false;
        QTest::newRow("sentinel") << "sentinel"
                                  << "min_percent" << 3.0 << true;
        QTest::newRow("sentinel interval") << "sentinel"
                                           << "min_delta_s" << 100.0 << false;
        QTest::newRow("cv") << "cv"
                            << "max_variation" << 0.01 << false;
    }
    void limitsCanBeChanged() {
        QFETCH(QString, id);
        QFETCH(QString, parameter);
        QFETCH(double, value);
        QFETCH(bool, flagged);
        snapshot::AnalysisSettings settings = settingsWith(id.toStdString());
        const auto& infos = settings.detection.detector->info().parameters;
        std::size_t index = 0;
        while (infos.at(index).id != parameter.toStdString())
            ++index;
        settings.detection.parameters.set(index, value);
        if (id == QStringLiteral("elastic")) // its other test of time would flag as well
            settings.detection.parameters.set(1, 0);
        StoreBuilder builder;
        builder.queries("10.0.0.1", "c2.example", jittered(0.2));
        const auto snapshot = builder.snapshot(settings);
        const Finding finding = snapshot->detection->finding(0);
        QVERIFY2(finding.judgement.flagged == flagged,
                 snapshot->detection->reasons(0).front().c_str());
    }

    void elasticFlagsEqualSizesOnlyWhenAsked() {
        StoreBuilder builder;
        for (const double time : browsing())
            builder.answeredQueries("10.0.0.1", "page.example", {time});
        snapshot::AnalysisSettings settings = settingsWith("elastic");
        QCOMPARE(builder.snapshot(settings)->detection->reportedCount(), std::size_t{0});
        QCOMPARE(settings.detection.detector->info().parameters.at(3).id,
                 std::string("flag_by_size"));
        settings.detection.parameters.set(3, 1);
        QCOMPARE(builder.snapshot(settings)->detection->reportedCount(), std::size_t{1});
    }

    void elasticSeesABeaconThatEndedHoursAgo() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "c2.example", everySeconds(60, 120))
            .queries("10.0.0.2", "last.example", {20 * kHour});
        const auto snapshot = builder.snapshot(settingsWith("elastic"));
        QVERIFY(snapshot->detection->finding(rankOf(*snapshot, "c2.example")).judgement.flagged);
    }

    void ritaLooksAtTheLastDay() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "c2.example", everySeconds(60, 120))
            .queries("10.0.0.2", "last.example", {30 * kHour});
        const auto snapshot = builder.snapshot(settingsWith("rita"));
        const std::size_t rank = rankOf(*snapshot, "c2.example");
        const Finding finding = snapshot->detection->finding(rank);
        QCOMPARE(finding.judgement.score, 0.0);
        QVERIFY(QString::fromStdString(snapshot->detection->reasons(rank).front())
                    .startsWith(QStringLiteral("Not scored: queries in 0 different seconds")));
    }

    void ritaTakesABrushedRangeForAllItsData() {
        const Scene scene(everySeconds(60, 120));
        snapshot::AnalysisSettings settings = settingsWith("rita");
        const auto ofWhole = scene.builder.snapshot(settings);
        const Finding whole = ofWhole->detection->finding(rankOf(*ofWhole, "c2.example"));
        settings.range = TimeRange{StoreBuilder::at(scene.shifted.front()),
                                   StoreBuilder::at(scene.shifted.back())};
        const auto ofPart = scene.builder.snapshot(settings);
        const Finding part = ofPart->detection->finding(rankOf(*ofPart, "c2.example"));
        QVERIFY(part.judgement.score > whole.judgement.score);
    }

    void reasonsNameValueLimitAndPrevalence() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "c2.example", everySeconds(60, 120))
            .queries("10.0.0.2", "other.example", {5});
        const auto snapshot = builder.snapshot(settingsWith("rita"));
        const std::size_t rank = rankOf(*snapshot, "c2.example");
        const Finding finding = snapshot->detection->finding(rank);
        QCOMPARE(finding.judgement.clients, std::uint64_t{1});
        const auto reasons = snapshot->detection->reasons(rank);
        QVERIFY(QString::fromStdString(reasons.at(0)).contains(QStringLiteral("limit of 90 %")));
        QVERIFY(QString::fromStdString(reasons.at(2)).contains(QStringLiteral("1 of 2 clients")));
    }

    void ritaSaysThatALogHasNoLengths() {
        const detect::others::RitaRule rule(detect::others::RitaRule::Score::Total);
        const ParameterValues parameters(rule.info().parameters);
        detect::others::RitaRule::Evidence evidence{detect::others::RitaScore{1, 0.5, 1, 1, 0.875},
                                                    120, 120, 60, false};
        const auto sentences = [&] { return rule.explain(evidence, parameters, {}).sentences; };
        QCOMPARE(sentences().size(), std::size_t{4});
        QVERIFY(QString::fromStdString(sentences().at(2)).contains(QStringLiteral("87.5 %")));
        evidence.knowsLengths = true;
        QCOMPARE(sentences().size(), std::size_t{3});
    }

    void ritaSeverityFollowsItsSteps() {
        QCOMPARE(detect::others::ritaSeverity(0.49), 0.0);
        QCOMPARE(detect::others::ritaSeverity(0.5), 0.2);
        QCOMPARE(detect::others::ritaSeverity(0.6), 0.3);
        QCOMPARE(detect::others::ritaSeverity(0.9), 0.6);
        QCOMPARE(detect::others::ritaSeverity(1.0), 0.8);
        QCOMPARE(detect::others::ritaPrevalenceModifier(0.02), 0.15);
        QCOMPARE(detect::others::ritaPrevalenceModifier(0.3), 0.0);
        QCOMPARE(detect::others::ritaPrevalenceModifier(0.5), -0.15);
        QCOMPARE(QString(detect::others::ritaCategory(0.95)), QStringLiteral("critical"));
    }

    void poolingClientsHidesAndDomainsJoin() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "a.c2.example", everySeconds(120, 60))
            .queries("10.0.0.1", "b.c2.example", everySeconds(120, 60, 60));
        snapshot::AnalysisSettings settings = settingsWith("cv");
        settings.detection.grouping = Grouping::ClientDomain;
        const auto snapshot = builder.snapshot(settings);
        const Finding finding = snapshot->detection->finding(0);
        QVERIFY(finding.judgement.flagged);
        QVERIFY(std::abs(*finding.judgement.periodSeconds - 60) < 1e-6);
    }
};

BEACONSCOPE_TEST(TestComparisonRules)
#include "test_comparison_rules.moc"
