// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/detection.h"
#include "core/detect/registry/detectors.h"
#include "core/snapshot/selection.h"
#include "tests/support/null_series.h"
#include "tests/support/store_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>

using namespace beaconscope;
using snapshot::SelectedFinding;
using snapshot::SelectionDetail;
using test::Random;
using testing::StoreBuilder;

namespace {

const std::string kClient = "10.0.0.1";
const std::string kBeacon = "c2.one.example";
const std::string kNoise = "www.one.example";

/// Beats of about a minute; of each hundred, `missedPercent` do not come.
std::vector<double> beatTimes(std::size_t beats, double jitter, std::size_t missedPercent = 0) {
    Random random(11);
    std::vector<double> times;
    double time = 100;
    for (std::size_t beat = 0; beat < beats; ++beat) {
        if (random.below(100) >= missedPercent)
            times.push_back(time);
        time += 60 * random.uniform(1 - jitter, 1 + jitter);
    }
    return times;
}

/// Two queries a beat, as for A and AAAA, and somebody who looks at the same domain.
StoreBuilder beaconAndNoise(const std::vector<double>& beats) {
    StoreBuilder builder;
    for (const double time : beats)
        builder.answeredQueries(kClient, kBeacon, {time, time + 0.01});
    Random random(5);
    for (double time = 90; time < beats.back(); time += random.exponential(40))
        builder.answeredQueries(kClient, kNoise, {time});
    return builder;
}

std::size_t countInside(const detect::JudgedBeats& beats) {
    std::vector<double> sorted = beats.intervalsSeconds;
    std::ranges::sort(sorted);
    return series::intervalsInside(sorted, beats.window->teeth).size();
}

bool says(const SelectionDetail& detail, const QString& part) {
    return std::ranges::any_of(detail.reasons, [&](const std::string& reason) {
        return QString::fromStdString(reason).contains(part);
    });
}

NameId idOf(const snapshot::Snapshot& snapshot, const std::string& name) {
    const auto& names = snapshot.store.names;
    for (std::uint32_t id = 0; id < names.names.size(); ++id) {
        if (names.text(NameId(id)) == name)
            return NameId(id);
    }
    return {};
}

} // namespace

/// Plots and words speak of the same intervals.
class TestJudgedBeats : public QObject {
    Q_OBJECT

private slots:
    void intervalsAreThoseOfTheNameThatCarriesTheRhythm() {
        const std::vector<double> times = beatTimes(80, 0.05);
        const auto snapshot = beaconAndNoise(times).snapshot();
        const auto detail = snapshot::describeSelection(*snapshot, SelectedFinding{0});
        QVERIFY(detail && detail->judged && detail->judged->beats.window);
        const detect::JudgedBeats& beats = detail->judged->beats;
        QCOMPARE(snapshot->store.names.text(*beats.name), kBeacon);
        QCOMPARE(beats.times.size(), times.size());
        QCOMPARE(beats.times.front(), StoreBuilder::at(times.front()));
        QCOMPARE(beats.intervalsSeconds.size(), times.size() - 1);
        QVERIFY(detail->times.size() > 2 * times.size());
        QCOMPARE(detail->judged->intervals.count, beats.intervalsSeconds.size());
        QCOMPARE(detail->judged->title, "beats of " + kBeacon);
    }

    void countsAreThoseOfTheWords() {
        const auto snapshot = beaconAndNoise(beatTimes(80, 0.05)).snapshot();
        const auto detail = snapshot::describeSelection(*snapshot, SelectedFinding{0});
        const detect::JudgedBeats& beats = detail->judged->beats;
        QCOMPARE(beats.window->teeth.size(), std::size_t{1});
        QCOMPARE(countInside(beats), beats.window->inside);
        QVERIFY(says(*detail, QStringLiteral("%1 of %2 intervals lie between")
                                  .arg(beats.window->inside)
                                  .arg(beats.intervalsSeconds.size())));
    }

    void missedBeatsHaveTeethOfTheirOwn() {
        const auto snapshot = beaconAndNoise(beatTimes(160, 0.01, 50)).snapshot();
        const auto detail = snapshot::describeSelection(*snapshot, SelectedFinding{0});
        QVERIFY(detail->judged && detail->judged->beats.window);
        const detect::JudgedBeats& beats = detail->judged->beats;
        const detect::IntervalWindow& window = *beats.window;
        QCOMPARE(window.teeth.size(), std::size_t{4});
        for (std::size_t i = 0; i < window.teeth.size(); ++i) {
            const double multiple = 60.0 * static_cast<double>(i + 1);
            QVERIFY(window.teeth[i].lowSeconds < multiple);
            QVERIFY(window.teeth[i].highSeconds > multiple);
            QVERIFY(i == 0 || window.teeth[i].lowSeconds > window.teeth[i - 1].highSeconds);
        }
        QCOMPARE(window.given, std::size_t{1});
        QCOMPARE(countInside(beats), window.inside + window.given);
        QVERIFY(says(*detail, QStringLiteral("%1 of %2 intervals lie between")
                                  .arg(window.inside)
                                  .arg(beats.intervalsSeconds.size())));
    }

    /// Where the spectrum alone shows the rhythm there is no window to draw.
    void clockedBeatsUnderOtherTrafficHaveNoWindow() {
        Random random(3);
        std::vector<double> times;
        for (std::size_t beat = 0; beat < 600; ++beat)
            times.push_back(30 * static_cast<double>(beat) + random.uniform(2, 4));
        for (double time = 0; time < 18'000; time += random.exponential(9))
            times.push_back(time);
        std::ranges::sort(times);
        StoreBuilder builder;
        builder.queries(kClient, kBeacon, times);
        const auto snapshot = builder.snapshot();
        const auto detail = snapshot::describeSelection(*snapshot, SelectedFinding{0});
        QVERIFY2(says(*detail, QStringLiteral("The beats keep a clock")),
                 detail->reasons.front().c_str());
        QVERIFY(!says(*detail, QStringLiteral("intervals lie between")));
        QVERIFY(detail->judged && !detail->judged->beats.window);
        QCOMPARE(detail->judged->beats.levelSeconds, 2.5);
    }

    void repeatedQueriesAreNoBeats() {
        StoreBuilder builder;
        std::uint16_t id = 1;
        for (const double time : beatTimes(40, 0.05)) {
            // The second copy comes late enough to be a beat of its own at the closest level.
            for (const double after : {0.0, 1.0})
                builder.query({.atSeconds = time + after, .name = kBeacon, .id = id});
            ++id;
        }
        const auto snapshot = builder.snapshot();
        const auto detail = snapshot::describeSelection(*snapshot, SelectedFinding{0});
        QCOMPARE(detail->times.size(), std::size_t{80});
        QCOMPARE(detail->judged->beats.times.size(), std::size_t{40});
        QVERIFY(detail->judged->intervals.minimumSeconds > 50);
    }

    /// A row shows what it was judged by only where it holds that.
    void onlyRowsThatHoldTheBeatsShowThem() {
        const auto snapshot = beaconAndNoise(beatTimes(80, 0.05)).snapshot();
        const auto isJudged = [&](const snapshot::Selection& selection) {
            const auto detail = snapshot::describeSelection(*snapshot, selection);
            return detail && detail->finding && detail->judged;
        };
        QVERIFY(isJudged(AddressId(0)));
        QVERIFY(isJudged(idOf(*snapshot, kBeacon)));
        QVERIFY(!isJudged(idOf(*snapshot, kNoise)));
        snapshot::AnalysisSettings lab = snapshot::defaultAnalysisSettings();
        lab.detection = detect::settingsFor(detect::findDetector("lab"));
        const auto byRule = beaconAndNoise(beatTimes(80, 0.05)).snapshot(lab);
        QVERIFY(!snapshot::describeSelection(*byRule, SelectedFinding{0})->judged);
    }
};

BEACONSCOPE_TEST(TestJudgedBeats)
#include "test_judged_beats.moc"
