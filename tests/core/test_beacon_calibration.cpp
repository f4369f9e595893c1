// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/analyse_all.h"
#include "tests/support/null_series.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace beaconscope::detect::rhythm;
using namespace beaconscope::test;

namespace {

constexpr std::size_t kSeries = 600;
constexpr std::uint64_t kSeed = 77;

/// The same series as a log tells it: times cut down to `stepSeconds`, and then one moment drawn
/// for each time, as series::DrawnTimes does for events.
void drawWithin(double stepSeconds, std::vector<Query>& queries) {
    for (Query& query : queries) {
        const double cut = std::floor(query.timeSeconds / stepSeconds);
        Random draw(static_cast<std::uint64_t>(cut) * 7919 + queries.size());
        query.timeSeconds = stepSeconds * (cut + draw.uniform());
    }
    std::stable_sort(queries.begin(), queries.end(),
                     [](const Query& a, const Query& b) { return a.timeSeconds < b.timeSeconds; });
}

std::vector<SeriesAnalysis> analyseNull(Null kind, std::uint64_t seed, double stepSeconds = 0) {
    Random random(seed);
    std::vector<std::vector<Query>> series;
    while (series.size() < kSeries) {
        std::vector<Query> one = nullSeries(kind, random);
        if (stepSeconds > 0)
            drawWithin(stepSeconds, one);
        if (one.size() >= 6)
            series.push_back(std::move(one));
    }
    const auto gather = [&](std::size_t index, std::vector<Query>& queries,
                            SeriesOptions& options) {
        queries = series[index];
        options.captureSeconds = kNullSeconds;
        options.resolutionSeconds = stepSeconds;
    };
    return analyseAll(series.size(), gather, 2);
}

double shareBelow(const std::vector<SeriesAnalysis>& analyses, double SeriesAnalysis::*lnP,
                  double p) {
    std::size_t tested = 0;
    std::size_t below = 0;
    for (const SeriesAnalysis& analysis : analyses) {
        if (!analysis.tested())
            continue;
        ++tested;
        if (analysis.*lnP < std::log(p))
            ++below;
    }
    return static_cast<double>(below) / static_cast<double>(tested);
}

} // namespace

/// The false-alarm probabilities mean what they say: traffic without a rhythm gets a p below x in
/// about x of the cases.
class TestBeaconCalibration : public QObject {
    Q_OBJECT

private slots:
    void holdsUnderNull_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<double>("stepSeconds");
        const auto add = [](const char* name, Null kind, double stepSeconds = 0) {
            QTest::newRow(name) << static_cast<int>(kind) << stepSeconds;
        };
        add("Poisson", Null::Poisson);
        add("day and night", Null::DayNight);
        add("bursty", Null::Bursty);
        add("cache, fixed TTL", Null::CacheFixed);
        add("cache, remaining TTL", Null::CacheRemaining);
        add("second look-ups", Null::FollowUps);
        add("retries", Null::Retries);
        add("new addresses", Null::NewAddresses);
        add("Poisson, whole seconds", Null::Poisson, 1);
        add("bursty, whole seconds", Null::Bursty, 1);
        add("cache, fixed TTL, whole seconds", Null::CacheFixed, 1);
        add("Poisson, whole minutes", Null::Poisson, 60);
        add("bursty, whole minutes", Null::Bursty, 60);
    }
    void holdsUnderNull() {
        QFETCH(int, kind);
        QFETCH(double, stepSeconds);
        const auto analyses = analyseNull(static_cast<Null>(kind), kSeed, stepSeconds);
        const double tenth = shareBelow(analyses, &SeriesAnalysis::lnPFinal, 0.1);
        const double hundredth = shareBelow(analyses, &SeriesAnalysis::lnPFinal, 0.01);
        const double thousandth = shareBelow(analyses, &SeriesAnalysis::lnPFinal, 0.001);
        qInfo("p_final < .1: %.3f, < .01: %.3f, < .001: %.4f; p_free < .01: %.3f", tenth, hundredth,
              thousandth, shareBelow(analyses, &SeriesAnalysis::lnPFree, 0.01));
        QVERIFY(tenth <= 0.15);
        QVERIFY(hundredth <= 0.02);
        QVERIFY(thousandth <= 0.004);
    }

    void cachedNamesAreExplainedNotHidden() {
        const auto analyses = analyseNull(Null::CacheFixed, kSeed);
        const auto explained =
            std::count_if(analyses.begin(), analyses.end(), [](const SeriesAnalysis& analysis) {
                return analysis.outcome() == Outcome::ExplainedByTtl;
            });
        QVERIFY(explained > static_cast<std::ptrdiff_t>(kSeries / 2));
    }

    void beaconsOfTheSameSizeAreFound() {
        Random random(3);
        SeriesAnalyser analyser;
        for (const double jitter : {0.0, 0.3, 0.5}) {
            const auto queries = beaconSeries(100, 600, jitter, random);
            const SeriesAnalysis analysis = analyser.analyse(queries, {});
            QVERIFY(analysis.outcome() == Outcome::Periodic);
            QVERIFY(analysis.lnPFinal < -20);
            QVERIFY(std::abs(analysis.periodSeconds() / (600 * (1 - jitter / 2)) - 1) < 0.05);
        }
    }
};

BEACONSCOPE_TEST(TestBeaconCalibration)
#include "test_beacon_calibration.moc"
