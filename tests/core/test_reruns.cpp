// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/known_services.h"
#include "core/detect/registry/beaconscope_detector.h"
#include "core/detect/registry/measured_in_parts.h"
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

/// What a watched detector was asked to do since somebody looked.
struct Work {
    int groupings = 0;
    int measurements = 0;
    bool hadEarlier = false; ///< in the last measurement

    bool operator==(const Work&) const = default;
};

/// By "client domain rule".
using Analyses = std::map<std::string, std::shared_ptr<const detect::rhythm::AnalysedSeries>>;

/// What a watched detector did and found.
struct Watched {
    Work work;
    Analyses analyses;
};

/// What the detector measured, with a look at whether it is asked to measure again.
class WatchedMeasurements final : public detect::MeasuredCapture {
public:
    WatchedMeasurements(const detect::Subject& subject, std::shared_ptr<series::SeriesSet> set,
                        std::unique_ptr<const detect::MeasuredCapture> measured,
                        std::shared_ptr<Watched> watched)
        : MeasuredCapture(std::move(set))
        , m_measured(std::move(measured))
        , m_watched(std::move(watched)) {
        ++m_watched->work.measurements;
        const auto& rhythms = dynamic_cast<const detect::MeasuredInParts&>(*m_measured).rhythms();
        m_watched->analyses.clear();
        for (std::size_t i = 0; i < series().size(); ++i) {
            const series::SeriesKey& key = series()[i].key;
            if (key.kind == FindingKind::Beacon)
                m_watched->analyses[subject.input.addresses[key.client.index()].toString() + ' ' +
                                    subject.input.names.text(key.domain) + ' ' +
                                    std::to_string(series()[i].excludedBy)] = rhythms.analysed(i);
        }
    }

    std::unique_ptr<const detect::MeasuredCapture>
    remeasure(const detect::Subject& subject, std::shared_ptr<series::SeriesSet> set,
              const std::stop_token& stop) const override {
        auto again = m_measured->remeasure(subject, set, stop);
        m_watched->work.hadEarlier = true;
        return std::make_unique<WatchedMeasurements>(subject, std::move(set), std::move(again),
                                                     m_watched);
    }
    detect::Judgement judge(std::size_t index,
                            const detect::ParameterValues& limits) const override {
        return m_measured->judge(index, limits);
    }
    std::vector<std::string> reasons(std::size_t index,
                                     const detect::ParameterValues& limits) const override {
        return m_measured->reasons(index, limits);
    }
    detect::DecidingValue decidingValue(std::size_t index,
                                        const detect::ParameterValues& limits) const override {
        return m_measured->decidingValue(index, limits);
    }
    series::IntervalStatistics intervals(std::size_t index) const override {
        return m_measured->intervals(index);
    }

private:
    std::unique_ptr<const detect::MeasuredCapture> m_measured;
    std::shared_ptr<Watched> m_watched;
};

/// The detector as it ships, with a look at what it is asked to do.
class WatchedDetector final : public detect::BeaconscopeDetector {
public:
    std::shared_ptr<const series::EventGroups> group(const series::AnalysisInput& input,
                                                     series::Grouping grouping,
                                                     const std::stop_token& stop) const override {
        ++m_watched->work.groupings;
        return BeaconscopeDetector::group(input, grouping, stop);
    }

    std::unique_ptr<const detect::MeasuredCapture>
    measure(const detect::Subject& subject, std::shared_ptr<series::SeriesSet> set,
            const std::stop_token& stop) const override {
        m_watched->work.hadEarlier = false;
        auto measured = BeaconscopeDetector::measure(subject, set, stop);
        return std::make_unique<WatchedMeasurements>(subject, std::move(set), std::move(measured),
                                                     m_watched);
    }

    /// Since the last call.
    Work takeWork() const { return std::exchange(m_watched->work, {}); }
    const Analyses& analyses() const { return m_watched->analyses; }

private:
    std::shared_ptr<Watched> m_watched = std::make_shared<Watched>();
};

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
