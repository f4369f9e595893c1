// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/known_services.h"
#include "core/detect/rhythm/rhythm_detector.h"
#include "core/detect/rhythm/rhythm_measurements.h"
#include "core/engine/investigation.h"
#include "tests/support/store_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <map>
#include <memory>
#include <string>
#include <vector>

// What an edit runs again, and what it leaves alone.

using namespace beaconscope;
using rules::Field;
using rules::Match;
using rules::Rule;
using rules::RuleSet;
using series::FindingKind;
using testing::everySeconds;
using testing::StoreBuilder;

namespace {

/// The detector as it ships, with a look at what it is asked to do.
class WatchedDetector final : public detect::rhythm::RhythmDetector {
public:
    struct Work {
        int groupings = 0;
        int measurements = 0;
        bool hadEarlier = false; ///< in the last measurement

        bool operator==(const Work&) const = default;
    };
    /// By "client domain kind rule".
    using Analyses = std::map<std::string, std::shared_ptr<const detect::rhythm::AnalysedSeries>>;

    std::shared_ptr<const series::EventGroups> group(const series::AnalysisInput& input,
                                                     series::Grouping grouping,
                                                     const std::stop_token& stop) const override {
        ++m_work.groupings;
        return RhythmDetector::group(input, grouping, stop);
    }

    std::unique_ptr<const detect::Measurements>
    measure(const series::AnalysisInput& input, series::SeriesSet& set,
            const detect::EarlierRun* earlier, const std::stop_token& stop) const override {
        ++m_work.measurements;
        m_work.hadEarlier = earlier != nullptr;
        auto measured = RhythmDetector::measure(input, set, earlier, stop);
        const auto& series =
            static_cast<const detect::rhythm::RhythmMeasurements&>(*measured).series;
        m_analyses.clear();
        for (std::size_t i = 0; i < set.size(); ++i) {
            const series::SeriesKey& key = set[i].key;
            if (key.kind == FindingKind::Beacon)
                m_analyses[input.addresses[key.client.index()].toString() + ' ' +
                           input.names.text(key.domain) + ' ' + std::to_string(set[i].excludedBy)] =
                    series[i].analysed;
        }
        return measured;
    }

    /// Since the last call.
    Work takeWork() const { return std::exchange(m_work, {}); }
    const Analyses& analyses() const { return m_analyses; }

private:
    mutable Work m_work;
    mutable Analyses m_analyses;
};

using Work = WatchedDetector::Work;

std::shared_ptr<const RuleSet> rulesOf(std::vector<Rule> rules) {
    return std::make_shared<const RuleSet>(std::move(rules));
}

Rule nameIs(const char* name) {
    return {.match = Match::Is, .value = name, .note = {}};
}

/// Three beacons, loaded, with a watched detector.
class Fixture {
public:
    Fixture() {
        m_builder.answeredQueries("10.0.0.1", "a.one.example", everySeconds(60, 40))
            .answeredQueries("10.0.0.1", "b.one.example", everySeconds(60, 40, 30))
            .answeredQueries("10.0.0.2", "c.two.example", everySeconds(30, 80))
            .answeredQueries("10.0.0.3", "d.three.example", everySeconds(60, 8));
        settings = snapshot::defaultAnalysisSettings();
        detector = std::make_shared<WatchedDetector>();
        settings.detection = detect::settingsFor(detector);
        settings.rules = rulesOf({});
        engine::LoadedCapture capture;
        capture.facts = m_builder.snapshot()->capture;
        capture.store = m_builder.store().view();
        latest = m_investigation.take(std::move(capture), settings, {});
        detector->takeWork();
    }

    /// What the settings as they are now make the detector do.
    Work work() {
        latest = m_investigation.analyse(settings, {});
        return detector->takeWork();
    }

    std::shared_ptr<const detect::rhythm::AnalysedSeries>
    analysed(const std::string& series) const {
        const auto found = detector->analyses().find(series);
        return found == detector->analyses().end() ? nullptr : found->second;
    }

    snapshot::AnalysisSettings settings;
    std::shared_ptr<WatchedDetector> detector;
    std::shared_ptr<const snapshot::Snapshot> latest;

private:
    StoreBuilder m_builder;
    engine::Investigation m_investigation;
};

} // namespace

class TestReruns : public QObject {
    Q_OBJECT

private slots:
    void aLimitMeasuresNothing() {
        Fixture fixture;
        const auto before = fixture.latest;
        fixture.settings.detection.parameters.set(0, -100);
        QCOMPARE(fixture.work(), Work{});
        QVERIFY(fixture.latest->exclusions == before->exclusions);
        QVERIFY(fixture.latest->summaries == before->summaries);
        QVERIFY(fixture.latest->detection->reportedCount() != before->detection->reportedCount());
    }

    void equalRulesAreTheSameRules() {
        Fixture fixture;
        fixture.settings.rules = rulesOf({nameIs("c.two.example")});
        QCOMPARE(fixture.work(), (Work{0, 1, true}));
        const auto before = fixture.latest;
        fixture.settings.rules = rulesOf({nameIs("c.two.example")});
        QCOMPARE(fixture.work(), Work{});
        QVERIFY(fixture.latest->exclusions == before->exclusions);
    }

    void aRuleMeasuresOnlyWhatItTouches() {
        Fixture fixture;
        const auto one = fixture.analysed("10.0.0.1 one.example -1");
        const auto two = fixture.analysed("10.0.0.2 two.example -1");
        const auto three = fixture.analysed("10.0.0.3 three.example -1");
        QVERIFY(one && two && three);
        const auto before = fixture.latest;

        // One series moves as a whole, one loses half of its queries, one is left alone.
        fixture.settings.rules = rulesOf({nameIs("c.two.example"), nameIs("b.one.example")});
        QCOMPARE(fixture.work(), (Work{0, 1, true}));
        QVERIFY(fixture.analysed("10.0.0.3 three.example -1") == three);
        QVERIFY(fixture.analysed("10.0.0.2 two.example 0") == two);
        const auto rest = fixture.analysed("10.0.0.1 one.example -1");
        QVERIFY(rest && rest != one);
        QCOMPARE(rest->rhythm.queries, std::size_t{40});
        QVERIFY(fixture.analysed("10.0.0.1 one.example 1"));
        QVERIFY(fixture.latest->exclusions != before->exclusions);
        QVERIFY(fixture.latest->summaries == before->summaries);
        QVERIFY(fixture.latest->pairIntervals == before->pairIntervals);
    }

    void knownServicesMeasureNothingAnew() {
        Fixture fixture;
        const auto three = fixture.analysed("10.0.0.3 three.example -1");
        auto services = detect::KnownServices::parse("d.three.example | updates | Three");
        fixture.settings.knownServices =
            std::make_shared<const detect::KnownServices>(std::move(*services));
        QCOMPARE(fixture.work(), (Work{0, 1, true}));
        QVERIFY(fixture.analysed("10.0.0.3 three.example -1") == three);
    }

    void whatIsLookedAtChangesEverything() {
        Fixture fixture;
        const auto three = fixture.analysed("10.0.0.3 three.example -1");
        const auto before = fixture.latest;
        fixture.settings.range = series::TimeRange{StoreBuilder::at(0), StoreBuilder::at(1'500)};
        QCOMPARE(fixture.work(), (Work{1, 1, false}));
        QVERIFY(fixture.analysed("10.0.0.3 three.example -1") != three);
        QVERIFY(fixture.latest->summaries != before->summaries);
    }
};

BEACONSCOPE_TEST(TestReruns)
#include "test_reruns.moc"
