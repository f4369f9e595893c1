// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/opinions.h"
#include "core/engine/selection.h"
#include "tests/support/store_builder.h"

#include <QTest>

using namespace beaconscope;
using testing::everySeconds;
using testing::StoreBuilder;

namespace {

std::vector<engine::DetectorOpinion> opinionsOf(const engine::Snapshot& snapshot,
                                                const engine::Selection& selection) {
    const auto detail = engine::describeSelection(snapshot, selection);
    return detail ? engine::opinionsOn(snapshot, *detail, {})
                  : std::vector<engine::DetectorOpinion>();
}

const engine::DetectorOpinion& of(const std::vector<engine::DetectorOpinion>& opinions,
                                  std::string_view id) {
    for (const engine::DetectorOpinion& opinion : opinions) {
        if (opinion.detector->info().id == id)
            return opinion;
    }
    throw std::out_of_range(std::string(id));
}

engine::AnalysisSettings settingsWith(const char* detector) {
    engine::AnalysisSettings settings = engine::defaultAnalysisSettings();
    settings.detection = analysis::settingsFor(analysis::findDetector(detector));
    return settings;
}

/// A minute's beacon, answered, and someone else who asks for the same name now and then.
StoreBuilder beaconWithCompany() {
    StoreBuilder builder;
    builder.answeredQueries("10.0.0.1", "c2.example", everySeconds(60, 120))
        .answeredQueries("10.0.0.2", "c2.example", {17, 3000})
        .answeredQueries("10.0.0.2", "other.example", everySeconds(700, 10));
    return builder;
}

} // namespace

class TestOpinions : public QObject {
    Q_OBJECT

private slots:
    void everyDetectorSpeaksInTheOrderOffered() {
        const auto snapshot = beaconWithCompany().snapshot();
        const auto opinions = opinionsOf(*snapshot, engine::SelectedFinding{0});
        QCOMPARE(opinions.size(), analysis::detectors().size());
        for (std::size_t i = 0; i < opinions.size(); ++i) {
            const engine::DetectorOpinion& opinion = opinions[i];
            QCOMPARE(opinion.detector, analysis::detectors()[i]);
            const std::string& id = opinion.detector->info().id;
            QVERIFY2(opinion.flagged == (id != "lab-exact"), id.c_str());
            QVERIFY(!opinion.deciding.value.empty() && !opinion.deciding.limit.empty());
            QVERIFY(!opinion.reasons.empty());
        }
    }

    void theOneInForceSpeaksAsInTheTables() {
        engine::AnalysisSettings settings = settingsWith("lab");
        settings.detection.parameters.set(2, 0.25);
        const auto snapshot = beaconWithCompany().snapshot(settings);
        const auto detail = engine::describeSelection(*snapshot, engine::SelectedFinding{0});
        const auto opinions = engine::opinionsOn(*snapshot, *detail, {});
        QCOMPARE(of(opinions, "lab").reasons, detail->reasons);
        QCOMPARE(of(opinions, "lab").deciding.limit, std::string("below 0.25 s"));
        QVERIFY(of(opinions, "beaconscope").flagged);
    }

    void poolingTakesEveryMessageForTheName() {
        const auto snapshot = beaconWithCompany().snapshot();
        const auto opinions = opinionsOf(*snapshot, engine::SelectedFinding{0});
        // 122 queries of both clients and their responses.
        QCOMPARE(of(opinions, "lab-exact").basis,
                 std::string("Looked at 244 messages for c2.example, whoever sent them."));
        QVERIFY(of(opinions, "lab").basis.empty());
    }

    void rulesByNameTellOfTheStrongestName() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "beat.c2.example", everySeconds(60, 120))
            .queries("10.0.0.1", "www.c2.example", {500, 900, 4000});
        const auto snapshot = builder.snapshot();
        const auto opinions = opinionsOf(*snapshot, engine::SelectedFinding{0});
        QCOMPARE(of(opinions, "cv").basis,
                 std::string("Looked at 120 of the 123 queries, those for beat.c2.example: the "
                             "strongest of 2 series."));
        QVERIFY(of(opinions, "cv").flagged);
        QVERIFY(of(opinions, "beaconscope").basis.empty());
    }

    void whatRulesHideIsJudgedToo() {
        rules::Rule rule;
        rule.field = rules::Field::Name;
        rule.match = rules::Match::Is;
        rule.value = "c2.example";
        engine::AnalysisSettings settings = settingsWith("lab");
        settings.rules = std::make_shared<const rules::RuleSet>(std::vector{rule});
        const auto snapshot = beaconWithCompany().snapshot(settings);
        const auto detail = engine::describeSelection(*snapshot, engine::SelectedFinding{1});
        QVERIFY(detail->finding->isExcluded());
        QVERIFY(of(engine::opinionsOn(*snapshot, *detail, {}), "cv").flagged);
    }

    void nothingJudgedMeansNoOpinions() {
        StoreBuilder builder;
        builder.query({.name = "printer.example",
                       .transport = capture::Transport::Mdns,
                       .resolver = "224.0.0.251"});
        const auto snapshot = builder.snapshot();
        QVERIFY(opinionsOf(*snapshot, NameId(0)).empty());
    }
};

QTEST_APPLESS_MAIN(TestOpinions)
#include "test_opinions.moc"
