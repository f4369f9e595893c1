// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/capture_analysis.h"
#include "core/detect/rhythm/look_alikes.h"
#include "tests/support/detector_case.h"
#include "tests/support/test_program.h"

#include <QFileInfo>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace beaconscope;
using namespace beaconscope::detect::rhythm;
using namespace beaconscope::test;

namespace {

constexpr unsigned kThreads = 2;

struct Results {
    DetectorCase content;
    CapturePairs pairs;
    std::vector<UnitResult> units;
};

Results analyse(const QString& path) {
    Results results;
    auto content = readCase(path);
    if (!content)
        qFatal("cannot read %s", qPrintable(path));
    results.content = std::move(*content);
    results.pairs = groupCapture(results.content.queries);
    results.units = analyseCapture(results.content.queries, results.pairs, kThreads);
    return results;
}

} // namespace

/// The recorded numbers of the reference implementation, and the bar for the labelled cases.
class TestBeaconReference : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        QVERIFY(!ownDetectorCases().isEmpty());
        for (const QString& path : detectorCases())
            m_results[path] = analyse(path);
    }

    void agreesWithReference_data() { addCases(); }
    void agreesWithReference() {
        QFETCH(QString, path);
        const Results& results = m_results[path];
        const auto reference = readReference(path);
        std::size_t tested = 0;
        for (std::size_t i = 0; i < results.units.size(); ++i) {
            const PairAnalysis& analysis = results.units[i].analysis;
            const UnitName name = nameOf(results.content, results.pairs.units[i]);
            const auto expected = reference.find(name);
            QCOMPARE(analysis.tested(), expected != reference.end());
            if (!analysis.tested())
                continue;
            ++tested;
            compare(name, results.units[i], results.pairs.units[i], expected->second);
        }
        QCOMPARE(tested, reference.size());
    }

    void resultDoesNotDependOnThreads() {
        const QString path = detectorCases().first();
        const Results& results = m_results[path];
        const auto alone = analyseCapture(results.content.queries, results.pairs, 1);
        QCOMPARE(alone.size(), results.units.size());
        for (std::size_t i = 0; i < alone.size(); ++i) {
            QCOMPARE(alone[i].analysis.lnPFinal, results.units[i].analysis.lnPFinal);
            QCOMPARE(alone[i].lnQ, results.units[i].lnQ);
            QCOMPARE(alone[i].priority, results.units[i].priority);
        }
    }

    /// Rotation over domains leaves no rhythm in any one of them; the union has it. Nothing else
    /// may be found there.
    void lookAlikesAddBeaconsAndNothingElse() {
        std::size_t found = 0;
        for (const QString& path : detectorCases()) {
            const Results& results = m_results[path];
            const CaseLabels labels = readLabels(path);
            const CapturePairs unions =
                groupLookAlikes(results.content.queries, results.pairs, results.units);
            const auto units = analyseCapture(results.content.queries, unions, kThreads);
            for (std::size_t i = 0; i < units.size(); ++i) {
                if (units[i].analysis.outcome() != Outcome::Periodic)
                    continue;
                const UnitName name{results.content.clients[unions.units[i].client],
                                    results.content.domains[unions.units[i].domain]};
                const bool isBeacon =
                    std::any_of(labels.beacons.begin(), labels.beacons.end(),
                                [&](const auto& beacon) { return isOf(beacon, name); });
                QVERIFY2(isBeacon, name.second.c_str());
                ++found;
            }
        }
        qInfo("unions of look-alike domains with a rhythm: %zu", found);
        QVERIFY(found >= 1);
    }

    void meetsTheBar() {
        CaseTotals totals;
        for (const QString& path : detectorCases())
            addCase(path, totals);
        qInfo() << totals.describe();
        QVERIFY2(totals.meetsTheBar(), qPrintable(totals.describe()));
    }

private:
    static void addCases() {
        QTest::addColumn<QString>("path");
        for (const QString& path : detectorCases())
            QTest::newRow(qPrintable(QFileInfo(path).fileName())) << path;
    }

    static void compare(const UnitName& name, const UnitResult& result, const Unit& unit,
                        const ReferenceNumbers& expected) {
        const PairAnalysis& analysis = result.analysis;
        const QByteArray message =
            QString("%1 %2: ln p free %3 (reference %4), final %5 (%6), period %7 (%8)")
                .arg(QString::fromStdString(name.first), QString::fromStdString(name.second))
                .arg(analysis.lnPFree)
                .arg(expected.lnPFree)
                .arg(analysis.lnPFinal)
                .arg(expected.lnPFinal)
                .arg(analysis.periodSeconds())
                .arg(expected.periodSeconds)
                .toUtf8();
        QVERIFY2(isClose(analysis.lnPFree, expected.lnPFree), message);
        QVERIFY2(isClose(analysis.lnPFinal, expected.lnPFinal), message);
        QCOMPARE(analysis.queries, expected.queries);
        QCOMPARE(unit.prevalence.clients, expected.clients);
        if (expected.lnPFinal < -20)
            QVERIFY2(std::abs(result.priority - expected.priority) < 1, message);
    }

    void addCase(const QString& path, CaseTotals& totals) {
        const Results& results = m_results[path];
        const CaseLabels labels = readLabels(path);
        const auto reference = readReference(path);
        std::map<UnitName, const PairAnalysis*> flagged;
        for (std::size_t i = 0; i < results.units.size(); ++i) {
            if (results.units[i].analysis.outcome() == Outcome::Periodic)
                flagged[nameOf(results.content, results.pairs.units[i])] =
                    &results.units[i].analysis;
        }
        for (const LabelledBeacon& beacon : labels.beacons) {
            ++totals.beacons;
            const auto ours = std::find_if(flagged.begin(), flagged.end(), [&](const auto& one) {
                return isOf(beacon, one.first);
            });
            totals.referenceFound +=
                std::any_of(reference.begin(), reference.end(), [&](const auto& one) {
                    return isOf(beacon, one.first) && one.second.lnPFinal < kFlagLnP;
                });
            if (ours == flagged.end()) {
                qInfo("missed: %s %s", beacon.scenario.c_str(), beacon.domains.front().c_str());
                continue;
            }
            ++totals.found;
            if (beacon.changesPeriod || beacon.domains.size() > 1)
                continue;
            ++totals.onePeriod;
            const double error = ours->second->periodSeconds() / beacon.periodSeconds - 1;
            if (std::abs(error) <= 0.05)
                ++totals.periodRight;
            else
                qInfo("period: %s %s is %.1f s, found %.1f s", beacon.scenario.c_str(),
                      beacon.domains.front().c_str(), beacon.periodSeconds,
                      ours->second->periodSeconds());
        }
        for (const auto& one : flagged) {
            const UnitName& name = one.first;
            const bool isBeacon =
                std::any_of(labels.beacons.begin(), labels.beacons.end(),
                            [&](const auto& beacon) { return isOf(beacon, name); });
            const auto benign = labels.benign.find(name);
            if (isBeacon || (benign != labels.benign.end() && benign->second != "ttl_refresh"))
                continue;
            ++totals.browsing;
            qInfo("flagged: %s %s, ln p %.1f", name.first.c_str(), name.second.c_str(),
                  one.second->lnPFinal);
        }
    }

    std::map<QString, Results> m_results;
};

BEACONSCOPE_TEST(TestBeaconReference)
#include "test_beacon_reference.moc"
