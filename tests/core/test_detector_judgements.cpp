// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/registry/detectors.h"
#include "core/snapshot/detector_judgements.h"
#include "core/snapshot/selection.h"
#include "tests/support/store_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace beaconscope;
using testing::everySeconds;
using testing::StoreBuilder;

namespace {

std::vector<snapshot::DetectorJudgement> judgementsOf(const snapshot::Snapshot& snapshot,
                                                      const snapshot::Selection& selection) {
    const auto detail = snapshot::describeSelection(snapshot, selection);
    return detail ? snapshot::judgementsByDetector(snapshot, *detail, {})
                  : std::vector<snapshot::DetectorJudgement>();
}

const snapshot::DetectorJudgement& of(const std::vector<snapshot::DetectorJudgement>& judgements,
                                      std::string_view id) {
    for (const snapshot::DetectorJudgement& judgement : judgements) {
        if (judgement.detector->info().id == id)
            return judgement;
    }
    throw std::out_of_range(std::string(id));
}

snapshot::AnalysisSettings settingsWith(const char* detector) {
    snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
    settings.detection = detect::settingsFor(detect::findDetector(detector));
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

class TestDetectorJudgements : public QObject {
    Q_OBJECT

private slots:
    void everyDetectorSpeaksInTheOrderOffered() {
        const auto snapshot = beaconWithCompany().snapshot();
        const auto judgements = judgementsOf(*snapshot, snapshot::SelectedFinding{0});
        QCOMPARE(judgements.size(), detect::detectors().size());
        for (std::size_t i = 0; i < judgements.size(); ++i) {
            const snapshot::DetectorJudgement& judgement = judgements[i];
            QCOMPARE(judgement.detector, detect::detectors()[i]);
            const std::string& id = judgement.detector->info().id;
            QVERIFY2(judgement.flagged == (id != "lab-exact"), id.c_str());
            QVERIFY(!judgement.deciding.value.empty() && !judgement.deciding.limit.empty());
            QVERIFY(!judgement.reasons.empty());
        }
    }

    void theOneInForceSpeaksAsInTheTables() {
        snapshot::AnalysisSettings settings = settingsWith("lab");
        settings.detection.parameters.set(2, 0.25);
        const auto snapshot = beaconWithCompany().snapshot(settings);
        const auto detail = snapshot::describeSelection(*snapshot, snapshot::SelectedFinding{0});
        const auto judgements = snapshot::judgementsByDetector(*snapshot, *detail, {});
        QCOMPARE(of(judgements, "lab").reasons, detail->reasons);
        QCOMPARE(of(judgements, "lab").deciding.limit, std::string("below 0.25 s"));
        QVERIFY(of(judgements, "beaconscope").flagged);
    }

    void poolingTakesEveryMessageForTheName() {
        const auto snapshot = beaconWithCompany().snapshot();
        const auto judgements = judgementsOf(*snapshot, snapshot::SelectedFinding{0});
        // 122 queries of both clients and their responses.
        QCOMPARE(
            of(judgements, "lab-exact").basis,
            std::string("This detector looked at 244 messages for c2.example from all clients."));
        QVERIFY(of(judgements, "lab").basis.empty());
    }

    void rulesByNameTellOfTheStrongestName() {
        StoreBuilder builder;
        builder.queries("10.0.0.1", "beat.c2.example", everySeconds(60, 120))
            .queries("10.0.0.1", "www.c2.example", {500, 900, 4000});
        const auto snapshot = builder.snapshot();
        const auto judgements = judgementsOf(*snapshot, snapshot::SelectedFinding{0});
        QCOMPARE(
            of(judgements, "cv").basis,
            std::string(
                "This detector looked at 120 of the 123 queries, those for beat.c2.example: the "
                "strongest of 2 series."));
        QVERIFY(of(judgements, "cv").flagged);
        QVERIFY(of(judgements, "beaconscope").basis.empty());
    }

    void whatRulesHideIsJudgedToo() {
        rules::Rule rule;
        rule.field = rules::Field::Name;
        rule.match = rules::Match::Is;
        rule.value = "c2.example";
        snapshot::AnalysisSettings settings = settingsWith("lab");
        settings.rules = std::make_shared<const rules::RuleSet>(std::vector{rule});
        const auto snapshot = beaconWithCompany().snapshot(settings);
        const auto detail = snapshot::describeSelection(*snapshot, snapshot::SelectedFinding{1});
        QVERIFY(detail->finding->isExcluded());
        QVERIFY(of(snapshot::judgementsByDetector(*snapshot, *detail, {}), "cv").flagged);
    }

    void noJudgementsOfASelectionWithoutAFinding() {
        StoreBuilder builder;
        builder.query({.name = "printer.example",
                       .transport = dns::Transport::Mdns,
                       .resolver = "224.0.0.251"});
        const auto snapshot = builder.snapshot();
        QVERIFY(judgementsOf(*snapshot, NameId(0)).empty());
    }
};

BEACONSCOPE_TEST(TestDetectorJudgements)
#include "test_detector_judgements.moc"
