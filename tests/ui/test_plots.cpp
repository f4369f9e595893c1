// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/detail_builder.h"
#include "tests/support/store_builder.h"
#include "tests/support/test_program.h"
#include "tests/ui/plot_fixture.h"
#include "ui/plots/axis_tickers.h"
#include "ui/plots/interval_plot.h"
#include "ui/plots/interval_view.h"
#include "ui/plots/timeline_plot.h"
#include "ui/plots/timeline_view.h"
#include "ui/plots/zoom_plot.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QPalette>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace beaconscope;
using namespace beaconscope::plots;
using namespace beaconscope::testing;

namespace {

void shiftDrag(QWidget* canvas, const QPoint& from, const QPoint& to) {
    QTest::mousePress(canvas, Qt::LeftButton, Qt::ShiftModifier, from);
    QTest::mouseMove(canvas, to);
    QTest::mouseRelease(canvas, Qt::LeftButton, Qt::ShiftModifier, to);
}

/// A beacon that waits 17 s and 35 s in turn, without the beats of some indices.
std::shared_ptr<snapshot::SelectionDetail> alternating(const std::vector<int>& missed = {}) {
    std::vector<double> times{0};
    double due = 0;
    for (int i = 0; i < 60; ++i) {
        due += i % 2 == 0 ? 17 : 35;
        if (std::ranges::find(missed, i) == missed.end())
            times.push_back(due);
    }
    StoreBuilder builder;
    builder.queries("10.0.0.1", "c2.one.example", times);
    return snapshot::describeSelection(*builder.snapshot(), snapshot::SelectedFinding{0});
}

} // namespace

class TestPlots : public QObject {
    Q_OBJECT

private slots:
    void timelineCountsEveryQuery() {
        Shown<TimelineView> shown;
        shown.view.showDetail(beacon(), std::nullopt, {});
        QCOMPARE(sumOfBars(*shown.canvas), 61.0);
        QVERIFY(showsText(shown.view, "61 queries in 1 h 00 m"));
        QVERIFY(!shown.canvas->accessibleDescription().isEmpty());
    }

    void timelineOfOneQueryHasNoSpan() {
        Shown<TimelineView> shown;
        shown.view.showDetail(detailOf({0}), std::nullopt, {});
        const QList<QLabel*> labels = shown.view.findChildren<QLabel*>();
        QVERIFY(std::ranges::any_of(labels, [](const QLabel* label) {
            return label->text() == QStringLiteral("1 query.");
        }));
    }

    void timelineCountsMessagesWhereTheDetectorDoes() {
        Shown<TimelineView> shown;
        auto detail = beacon();
        detail->timesMessages = true;
        shown.view.showDetail(detail, std::nullopt, {});
        QVERIFY(showsText(shown.view, "61 DNS messages in 1 h 00 m"));
        QVERIFY(shown.canvas->yAxis->label().startsWith("DNS messages per "));
    }

    void noNumberBesideAPlotIsCutWhereThereIsLittleRoom() {
        Shown<TimelineView> timeline;
        Shown<IntervalView> intervals;
        const auto detail = beatsUnderNoise();
        detail->periodSeconds = 60;
        detail->judged->title = "beats of " + std::string(200, 'n') + ".example";
        timeline.view.showDetail(detail, std::nullopt, {});
        timeline.view.setBeatGridShown(true);
        intervals.view.showDetail(detail);
        for (QWidget* const view :
             {static_cast<QWidget*>(&timeline.view), static_cast<QWidget*>(&intervals.view)}) {
            view->resize(500, 400);
            QCoreApplication::processEvents();
            for (const QLabel* const label : view->findChildren<QLabel*>()) {
                if (!label->isVisible() || label->text().isEmpty())
                    continue;
                const QRect needed = label->fontMetrics().boundingRect(
                    QRect(0, 0, label->width(), 0), Qt::TextWordWrap, label->text());
                QVERIFY2(needed.width() <= label->width() && needed.height() <= label->height(),
                         qPrintable(label->text()));
            }
        }
        QVERIFY(showsText(timeline.view, "Missed beats: 3."));
    }

    void timelineSpansTheCapture() {
        Shown<TimelineView> shown;
        const series::TimeRange capture{StoreBuilder::at(-7200), StoreBuilder::at(7200)};
        shown.view.showDetail(beacon(), capture, {});
        QVERIFY(shown.canvas->xAxis->range().size() >= 4 * 3600);
        QCOMPARE(sumOfBars(*shown.canvas), 61.0);
    }

    void binsFollowTheZoom() {
        Shown<TimelineView> shown;
        shown.view.showDetail(beacon(), std::nullopt, {});
        const QString before = shown.canvas->yAxis->label();
        shown.canvas->zoomBy(30);
        QVERIFY(shown.canvas->yAxis->label() != before);
        QVERIFY(sumOfBars(*shown.canvas) < 10);
        shown.view.resetZoom();
        QCOMPARE(shown.canvas->yAxis->label(), before);
        QCOMPARE(sumOfBars(*shown.canvas), 61.0);
    }

    void theSentenceIsAboutTheBinsThatAreDrawn() {
        Shown<TimelineView> shown;
        shown.view.showDetail(beacon(), std::nullopt, {});
        const auto isOfBins = [&shown] {
            const QString width = shown.canvas->yAxis->label().section(QStringLiteral(" per "), 1);
            return showsText(shown.view, QStringLiteral(" in %1.").arg(width));
        };
        QVERIFY(isOfBins());
        const QString before = shown.canvas->yAxis->label();
        shown.view.resize(1600, 300);
        QTRY_VERIFY(shown.canvas->yAxis->label() != before);
        QVERIFY(isOfBins());
        shown.canvas->zoomBy(30);
        QVERIFY(isOfBins());
    }

    void viewStaysInsideTheCapture() {
        Shown<TimelineView> shown;
        shown.view.showDetail(beacon(), std::nullopt, {});
        const QCPRange whole = shown.canvas->xAxis->range();
        shown.canvas->zoomBy(0.01);
        QCOMPARE(shown.canvas->xAxis->range(), whole);
        shown.canvas->zoomBy(4);
        shown.canvas->panBy(100);
        QCOMPARE(shown.canvas->xAxis->range().upper, whole.upper);
        for (int i = 0; i < 200; ++i)
            shown.canvas->zoomBy(2);
        QVERIFY(shown.canvas->xAxis->range().size() > 1e-7);
    }

    void shiftDragBrushesARange() {
        Shown<TimelineView> shown;
        shown.view.showDetail(beacon(), std::nullopt, {});
        QVERIFY(QTest::qWaitForWindowExposed(&shown.view));
        shown.canvas->replot();
        QSignalSpy brushed(&shown.view, &TimelineView::rangeBrushed);
        const int from = qRound(shown.canvas->xAxis->coordToPixel(600));
        const int to = qRound(shown.canvas->xAxis->coordToPixel(1800));
        shiftDrag(shown.canvas, {from, 60}, {to, 80});
        QCOMPARE(brushed.size(), 1);
        const auto range = brushed.front().front().value<series::TimeRange>();
        const double perPixel = shown.canvas->xAxis->range().size() / 500;
        QVERIFY(std::abs(seconds(range.first - StoreBuilder::at(600))) < 3 * perPixel);
        QVERIFY(std::abs(seconds(range.last - StoreBuilder::at(1800))) < 3 * perPixel);
    }

    void aClickBrushesNothing() {
        Shown<TimelineView> shown;
        shown.view.showDetail(beacon(), std::nullopt, {});
        QSignalSpy brushed(&shown.view, &TimelineView::rangeBrushed);
        shiftDrag(shown.canvas, {300, 60}, {301, 60});
        QVERIFY(brushed.isEmpty());
    }

    void shownRangeCanBeBrushedWithoutAMouse() {
        Shown<TimelineView> shown;
        shown.view.showDetail(beacon(), std::nullopt, {});
        QSignalSpy brushed(&shown.view, &TimelineView::rangeBrushed);
        QSignalSpy cleared(&shown.view, &TimelineView::rangeCleared);
        shown.canvas->zoomBy(2);
        shown.view.brushShownRange();
        QCOMPARE(brushed.size(), 1);
        const auto range = brushed.front().front().value<series::TimeRange>();
        QVERIFY(range.first > StoreBuilder::at(600));
        QVERIFY(range.last < StoreBuilder::at(3000));
        shown.view.setBrushedRange(std::nullopt);
        QVERIFY(cleared.isEmpty()); // the program cleared it, not the user
    }

    void keysZoomAndReset() {
        Shown<TimelineView> shown;
        shown.view.showDetail(beacon(), std::nullopt, {});
        const QCPRange whole = shown.canvas->xAxis->range();
        QTest::keyClick(shown.canvas, Qt::Key_Plus);
        QVERIFY(shown.canvas->xAxis->range().size() < whole.size());
        QTest::keyClick(shown.canvas, Qt::Key_0);
        QCOMPARE(shown.canvas->xAxis->range(), whole);
        QTest::keyClick(shown.canvas, Qt::Key_Z);
        QCOMPARE(shown.canvas->mouseMode(), MouseMode::Zoom);
        QTest::keyClick(shown.canvas, Qt::Key_Z);
        QCOMPARE(shown.canvas->mouseMode(), MouseMode::Move);
    }

    void beatGridMarksMissedBeats() {
        std::vector<double> times = everySeconds(60, 61);
        times.erase(times.begin() + 20, times.begin() + 23);
        auto detail = detailOf(times);
        detail->periodSeconds = 60;
        Shown<TimelineView> shown;
        shown.view.showDetail(detail, std::nullopt, {});
        QVERIFY(!showsText(shown.view, "Missed"));
        shown.view.setBeatGridShown(true);
        QVERIFY(showsText(shown.view, "Missed beats: 3."));
    }

    void beatGridMarksNoMissWhereNothingWasCaptured() {
        std::vector<double> times = everySeconds(60, 61);
        times.erase(times.begin() + 20, times.begin() + 23);
        auto detail = detailOf(times);
        detail->periodSeconds = 60;
        detail->captured = std::make_shared<const TimeSpans>(
            std::vector<TimeSpan>{{StoreBuilder::at(0), StoreBuilder::at(19 * 60 + 1)},
                                  {StoreBuilder::at(21 * 60 + 1), StoreBuilder::at(3600)}});
        Shown<TimelineView> shown;
        shown.view.showDetail(detail, std::nullopt, {});
        QVERIFY(!showsText(shown.view, "nothing was captured"));
        shown.view.setBeatGridShown(true);
        QVERIFY(showsText(shown.view, "Missed beats: 1. Due when nothing was captured: 2."));
    }

    /// The beacon waits 17 s and 35 s in turn. With a period of 17 s, one beat of each cycle would
    /// count as missed, although it was never due. Turns of the cycle can be missed.
    void alternatingIntervalsMissNoBeats() {
        const auto detail = alternating();
        QVERIFY(std::abs(detail->finding->judgement.cycleSeconds.value_or(0) - 52) < 0.5);
        QCOMPARE(detail->finding->judgement.missedRate.value_or(0), 0.0);
        QCustomPlot canvas;
        TimelinePlot plot(canvas);
        plot.setDetail(detail, std::nullopt, {});
        QVERIFY(plot.hasBeatGrid());
        QCOMPARE(plot.missedBeats(), std::size_t{0});
        plot.setDetail(alternating({20, 21, 35}), std::nullopt, {});
        QCOMPARE(plot.missedBeats(), std::size_t{3});
    }

    void eachBinOfAlternatingIntervalsHoldsABeat() {
        Shown<TimelineView> shown;
        shown.view.showDetail(alternating(), std::nullopt, {});
        QCOMPARE(shown.canvas->yAxis->label(), QStringLiteral("Queries per 10 s"));
        QVERIFY(showsText(shown.view, "at most 1 in 10 s"));
    }

    /// A query that is not a beat does not replace a missed beat, even if it comes when the beat
    /// was due.
    void missedBeatsAreThoseOfTheJudgement() {
        auto detail = beatsUnderNoise();
        detail->periodSeconds = 60;
        Shown<TimelineView> shown;
        shown.view.showDetail(detail, std::nullopt, {});
        shown.view.setBeatGridShown(true);
        QVERIFY(showsText(shown.view, "Missed beats: 3."));
        QVERIFY(showsText(shown.view, "Long strokes: 58 beats of c2.example"));
    }

    void zoomStaysWithTheSameSelection() {
        Shown<TimelineView> shown;
        shown.view.showDetail(beacon(), std::nullopt, {});
        const QCPRange whole = shown.canvas->xAxis->range();
        shown.canvas->zoomBy(4);
        const QCPRange zoomed = shown.canvas->xAxis->range();
        shown.view.showDetail(beacon(), std::nullopt, {});
        QVERIFY(std::abs(shown.canvas->xAxis->range().lower - zoomed.lower) < 1e-3);
        auto other = beacon();
        other->title = "10.0.0.2 → other.example";
        shown.view.showDetail(other, std::nullopt, {});
        QCOMPARE(shown.canvas->xAxis->range(), whole);
    }

    void timelineSaysWhenThereIsNothing() {
        Shown<TimelineView> shown;
        shown.view.showDetail(detailOf({}), std::nullopt, {});
        QVERIFY(showsText(shown.view, "no query"));
        shown.view.showMessage("<b>plain</b>");
        QVERIFY(showsText(shown.view, "<b>plain</b>"));
    }

    void oneQueryAndOneMomentCanBeDrawn() {
        Shown<TimelineView> shown;
        shown.view.showDetail(detailOf({5}), std::nullopt, {});
        QCOMPARE(sumOfBars(*shown.canvas), 1.0);
        const series::TimeRange everything{Timestamp::min(), Timestamp::max()};
        shown.view.showDetail(detailOf({5, 6}), everything, {});
        QCOMPARE(sumOfBars(*shown.canvas), 2.0);
        QVERIFY(!shown.view.grab().isNull());
    }

    void coloursFollowThePalette() {
        Shown<TimelineView> timeline;
        Shown<IntervalView> intervals;
        timeline.view.showDetail(beacon(), std::nullopt, {});
        intervals.view.showDetail(beacon());
        QPalette dark;
        dark.setColor(QPalette::Base, QColor(20, 20, 22));
        dark.setColor(QPalette::Text, QColor(240, 240, 240));
        timeline.view.setPalette(dark);
        intervals.view.setPalette(dark);
        for (ZoomPlot* canvas : {timeline.canvas, intervals.canvas}) {
            QCOMPARE(canvas->xAxis->tickLabelColor(), QColor(240, 240, 240));
            QCOMPARE(canvas->toPixmap(300, 200).toImage().pixelColor(299, 0), QColor(20, 20, 22));
        }
    }

    void lengthsAreLabelledAsFineAsTheirStep_data() {
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("step");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << 0.0 << 1.0 << "0 s";
        QTest::newRow("microseconds") << 2e-5 << 1e-5 << "20 µs";
        QTest::newRow("milliseconds") << 0.25 << 0.05 << "250 ms";
        QTest::newRow("tenths") << 59.5 << 0.5 << "59.5 s";
        QTest::newRow("seconds") << 90.0 << 30.0 << "90 s";
        QTest::newRow("minutes") << 150.0 << 30.0 << "2 m 30 s";
        QTest::newRow("hours") << 7200.0 << 3600.0 << "2 h";
        QTest::newRow("days") << 129'600.0 << 43'200.0 << "1 d 12 h";
    }
    void lengthsAreLabelledAsFineAsTheirStep() {
        QFETCH(double, value);
        QFETCH(double, step);
        QFETCH(QString, text);
        QCOMPARE(lengthLabel(value, step), text);
    }

    void timesAreExactOverTheWholeRange() {
        QCOMPARE(timeAfter(Timestamp::max(), 10), Timestamp::max());
        QCOMPARE(timeAfter(Timestamp::min(), -10), Timestamp::min());
        QVERIFY(secondsBetween(Timestamp::min(), Timestamp::max()) > 1.8e10);
        const Timestamp base = StoreBuilder::at(0);
        QCOMPARE(timeAfter(base, secondsBetween(base, base + Duration{123'456'789'123})),
                 base + Duration{123'456'789'123});
    }
};

BEACONSCOPE_TEST(TestPlots)
#include "test_plots.moc"
