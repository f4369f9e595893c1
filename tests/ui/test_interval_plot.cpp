// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/detail_builder.h"
#include "tests/support/store_builder.h"
#include "tests/support/test_program.h"
#include "tests/ui/plot_fixture.h"
#include "ui/plots/interval_plot.h"
#include "ui/plots/interval_view.h"
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

class TestIntervalPlot : public QObject {
    Q_OBJECT

private slots:
    void histogramCountsEveryInterval() {
        QCustomPlot canvas;
        IntervalPlot plot(canvas);
        plot.setDetail(beacon());
        plot.showFirstView();
        std::uint64_t sum = 0;
        for (const std::uint64_t count : plot.histogram().counts)
            sum += count;
        QCOMPARE(sum, std::uint64_t{60});
        // The band of the lab rule lies in the view, so that a user recognises it as a band.
        QVERIFY(canvas.xAxis->range().lower < 59);
        QVERIFY(canvas.xAxis->range().upper > 61);
    }

    void theFirstViewLeavesOutFarIntervals() {
        std::vector<double> times = everySeconds(60, 61);
        times.push_back(times.back() + 30'000);
        QCustomPlot canvas;
        IntervalPlot plot(canvas);
        plot.setDetail(detailOf(times));
        plot.showFirstView();
        QVERIFY(canvas.xAxis->range().upper < 1000);
        QCOMPARE(plot.beyondView(), std::size_t{1});
        QVERIFY(plot.wholeRange().upper > 30'000);
        plot.setScale(series::HistogramScale::Logarithmic);
        plot.showFirstView();
        QCOMPARE(plot.beyondView(), std::size_t{0});
    }

    void legendNamesTheMarks() {
        auto detail = beacon();
        detail->ttlSeconds = 300;
        judgeBy(*detail, everySeconds(60, 61), {{58, 62}});
        detail->judged->beats.window->insideByChance = 7.5;
        Shown<IntervalView> shown;
        shown.view.showDetail(detail);
        const QString legend = legendOf(*shown.canvas).join('\n');
        for (const char* part :
             {"Period, 60.0 s", "Median TTL of the answers, 5 m 00 s (to the right)",
              "Lab rule: mean ± 1 s", "Detector's window", "Inside: 60 of 60",
              "Chance alone: at most 7.5"})
            QVERIFY2(legend.contains(part), qPrintable(legend));
        shown.view.showDetail(detailOf(everySeconds(7, 10)));
        QVERIFY(!legendOf(*shown.canvas).join('\n').contains("TTL"));
    }

    /// At every scale, the bars show the intervals that the words count, and none of other names.
    void barsInsideTheWindowAreWhatTheDetectorCounted() {
        const auto detail = beatsUnderNoise();
        QCustomPlot canvas;
        IntervalPlot plot(canvas);
        for (const auto scale :
             {series::HistogramScale::Linear, series::HistogramScale::Logarithmic}) {
            plot.setScale(scale);
            plot.setDetail(detail);
            plot.showFirstView();
            QCOMPARE(sumOf(plot.histogram().counts), std::uint64_t{57});
            QCOMPARE(sumOf(plot.insideCounts()), std::uint64_t{57});
            QCOMPARE(detail->judged->beats.window->inside, std::size_t{57});
        }
        plot.setDetail(detail, IntervalsBetween::Queries);
        plot.showFirstView();
        QVERIFY(sumOf(plot.histogram().counts) > 100);
        QVERIFY(plot.insideCounts().empty());
    }

    void everyToothOfACombIsDrawn() {
        QCustomPlot canvas;
        IntervalPlot plot(canvas);
        plot.setTheme(plotTheme(QPalette(), QFont()));
        plot.setDetail(beatsUnderNoise());
        canvas.setViewport(QRect(0, 0, 700, 400));
        plot.showFirstView();
        QVERIFY(canvas.xAxis->range().upper > 180); // up to two beats in a row were missed
        QVERIFY(legendOf(canvas).join('\n').contains("Detector's windows, 1 to 4 ×"));
        const QImage image = canvas.toPixmap(700, 400).toImage();
        const auto colorAt = [&](double seconds) {
            const int y = qRound(canvas.yAxis2->coordToPixel(0.9));
            return image.pixelColor(qRound(canvas.xAxis->coordToPixel(seconds)), y);
        };
        const QColor outside = colorAt(95);
        for (const double seconds : {57.0, 117.0, 177.0})
            QVERIFY(colorAt(seconds) != outside);
        QCOMPARE(colorAt(150), outside);
    }

    void beatsOrAllQueriesCanBeChosen() {
        Shown<IntervalView> shown;
        auto* const between = shown.view.findChild<QComboBox*>("intervalsBetween");
        shown.view.showDetail(beacon());
        QVERIFY(!between->isEnabled()); // only queries are known
        QCOMPARE(between->currentText(), QString("All queries"));
        QVERIFY(showsText(shown.view, "Intervals between all queries of 10.0.0.1 → host.example"));
        shown.view.showDetail(beatsUnderNoise());
        QVERIFY(between->isEnabled());
        QCOMPARE(between->currentText(), QString("Beats"));
        QVERIFY(showsText(
            shown.view,
            "Intervals between beats of c2.example (queries up to 2.50 s apart count as one)"));
        QVERIFY(showsText(shown.view, "57 intervals"));
        QVERIFY(legendOf(*shown.canvas).contains("Intervals between beats"));
        between->setCurrentIndex(1);
        QVERIFY(showsText(shown.view, "Intervals between all queries"));
        QVERIFY(!legendOf(*shown.canvas).join('\n').contains("Detector's window"));
        QVERIFY(legendOf(*shown.canvas).contains("Intervals between queries"));
    }

    void scaleAndBinWidthCanBeSet() {
        Shown<IntervalView> shown;
        shown.view.showDetail(beacon());
        auto* const width = shown.view.findChild<QDoubleSpinBox*>();
        width->setValue(0.5);
        QCOMPARE(shown.canvas->yAxis->label(), QString("Intervals per 0.5 s"));
        shown.view.findChild<QComboBox*>("scale")->setCurrentIndex(1);
        QCOMPARE(shown.canvas->xAxis->scaleType(), QCPAxis::stLogarithmic);
        QVERIFY(!width->isEnabled());
        QVERIFY(!shown.view.grab().isNull());
    }

    void intervalsSayWhyThereAreNone() {
        Shown<IntervalView> shown;
        shown.view.showDetail(detailOf({5}));
        QVERIFY(showsText(shown.view, "one query only"));
        shown.view.showDetail(detailOf({}));
        QVERIFY(showsText(shown.view, "no query"));
        shown.view.showDetail(beacon());
        QVERIFY(showsText(shown.view, "60 intervals · min 60.0 s"));
    }

    void zeroIntervalsCanBeDrawn() {
        Shown<IntervalView> shown;
        shown.view.showDetail(detailOf({5, 5, 5}));
        QVERIFY(!shown.view.grab().isNull());
        shown.view.findChild<QComboBox*>("scale")->setCurrentIndex(1);
        QVERIFY(!shown.view.grab().isNull());
    }
};

BEACONSCOPE_TEST(TestIntervalPlot)
#include "test_interval_plot.moc"
