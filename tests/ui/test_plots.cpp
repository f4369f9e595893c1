#include "tests/support/detail_builder.h"
#include "tests/support/store_builder.h"
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
using testing::detailOf;
using testing::everySeconds;
using testing::judgeBy;
using testing::StoreBuilder;

namespace {

/// A view at a size as in the window, shown, with its plot.
template <typename View>
struct Shown {
    View view;
    ZoomPlot* canvas = view.template findChild<ZoomPlot*>();

    Shown() {
        view.resize(700, 400);
        view.show();
    }
};

double sumOfBars(const QCustomPlot& canvas) {
    double sum = 0;
    for (int i = 0; i < canvas.plottableCount(); ++i) {
        auto* const bars = qobject_cast<QCPBars*>(const_cast<QCustomPlot&>(canvas).plottable(i));
        if (bars == nullptr)
            continue;
        for (const QCPBarsData& bar : *bars->data())
            sum += bar.value;
    }
    return sum;
}

QStringList legendOf(const QCustomPlot& canvas) {
    QStringList names;
    for (int i = 0; i < canvas.legend->itemCount(); ++i) {
        auto* const entry = qobject_cast<QCPPlottableLegendItem*>(canvas.legend->item(i));
        if (entry != nullptr) // the last row may have empty cells
            names.append(entry->plottable()->name());
    }
    return names;
}

bool showsText(const QWidget& view, const QString& part) {
    const QList<QLabel*> labels = view.findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
        return label->isVisible() && label->text().contains(part);
    });
}

std::shared_ptr<engine::SelectionDetail> beacon() {
    auto detail = detailOf(everySeconds(60, 61));
    detail->periodSeconds = 60;
    return detail;
}

/// 61 beats of a minute of which 3 are missed, 2 of them in a row, and queries for another name
/// every 20 s beside them; judged with a comb.
std::shared_ptr<engine::SelectionDetail> beatsUnderNoise() {
    std::vector<double> beats = everySeconds(60, 61);
    beats.erase(beats.begin() + 40);
    beats.erase(beats.begin() + 20, beats.begin() + 22);
    std::vector<double> all = everySeconds(20, 180, 1);
    all.insert(all.end(), beats.begin(), beats.end());
    std::ranges::sort(all);
    auto detail = detailOf(all);
    judgeBy(*detail, beats, {{55, 65}, {115, 125}, {175, 185}, {235, 245}});
    return detail;
}

std::uint64_t sumOf(const std::vector<std::uint64_t>& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

void shiftDrag(QWidget* canvas, const QPoint& from, const QPoint& to) {
    QTest::mousePress(canvas, Qt::LeftButton, Qt::ShiftModifier, from);
    QTest::mouseMove(canvas, to);
    QTest::mouseRelease(canvas, Qt::LeftButton, Qt::ShiftModifier, to);
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

    void timelineCountsMessagesWhereTheDetectorDoes() {
        Shown<TimelineView> shown;
        auto detail = beacon();
        detail->timesMessages = true;
        shown.view.showDetail(detail, std::nullopt, {});
        QVERIFY(showsText(shown.view, "61 DNS messages in 1 h 00 m"));
        QVERIFY(shown.canvas->yAxis->label().startsWith("DNS messages per "));
    }

    void timelineSpansTheCapture() {
        Shown<TimelineView> shown;
        const analysis::TimeRange capture{StoreBuilder::at(-7200), StoreBuilder::at(7200)};
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
        const auto range = brushed.front().front().value<analysis::TimeRange>();
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
        const auto range = brushed.front().front().value<analysis::TimeRange>();
        QVERIFY(range.first > StoreBuilder::at(600));
        QVERIFY(range.last < StoreBuilder::at(3000));
        shown.view.setBrushedRange(std::nullopt);
        QVERIFY(cleared.isEmpty()); // it was not the user who cleared it
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

    /// Other queries when a beat was due do not make up for it.
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
        const analysis::TimeRange everything{Timestamp::min(), Timestamp::max()};
        shown.view.showDetail(detailOf({5, 6}), everything, {});
        QCOMPARE(sumOfBars(*shown.canvas), 2.0);
        QVERIFY(!shown.view.grab().isNull());
    }

    void histogramCountsEveryInterval() {
        QCustomPlot canvas;
        IntervalPlot plot(canvas);
        plot.setDetail(beacon());
        plot.showFirstView();
        std::uint64_t sum = 0;
        for (const std::uint64_t count : plot.histogram().counts)
            sum += count;
        QCOMPARE(sum, std::uint64_t{60});
        // The lab rule's band is in view, so that it can be seen to be one.
        QVERIFY(canvas.xAxis->range().lower < 59);
        QVERIFY(canvas.xAxis->range().upper > 61);
    }

    void histogramLeavesFarIntervalsForLater() {
        std::vector<double> times = everySeconds(60, 61);
        times.push_back(times.back() + 30'000);
        QCustomPlot canvas;
        IntervalPlot plot(canvas);
        plot.setDetail(detailOf(times));
        plot.showFirstView();
        QVERIFY(canvas.xAxis->range().upper < 1000);
        QCOMPARE(plot.beyondView(), std::size_t{1});
        QVERIFY(plot.wholeRange().upper > 30'000);
        plot.setScale(analysis::HistogramScale::Logarithmic);
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
              "Most by chance alone: 7.5"})
            QVERIFY2(legend.contains(part), qPrintable(legend));
        shown.view.showDetail(detailOf(everySeconds(7, 10)));
        QVERIFY(!legendOf(*shown.canvas).join('\n').contains("TTL"));
    }

    /// What the words count is what the bars show, at every scale, and nothing of other names.
    void barsInsideTheWindowAreWhatTheDetectorCounted() {
        const auto detail = beatsUnderNoise();
        QCustomPlot canvas;
        IntervalPlot plot(canvas);
        for (const auto scale :
             {analysis::HistogramScale::Linear, analysis::HistogramScale::Logarithmic}) {
            plot.setScale(scale);
            plot.setDetail(detail);
            plot.showFirstView();
            QCOMPARE(sumOf(plot.histogram().counts), std::uint64_t{57});
            QCOMPARE(sumOf(plot.insideCounts()), std::uint64_t{57});
            QCOMPARE(detail->judged->beats.window->inside, std::size_t{57});
        }
        plot.setDetail(detail, Gaps::BetweenQueries);
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
        QVERIFY(canvas.xAxis->range().upper > 180); // beats were missed up to two in a row
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
        auto* const gaps = shown.view.findChild<QComboBox*>("gaps");
        shown.view.showDetail(beacon());
        QVERIFY(!gaps->isEnabled()); // nothing but queries is known
        QCOMPARE(gaps->currentText(), QString("All queries"));
        QVERIFY(showsText(shown.view, "Gaps between all queries of 10.0.0.1 → host.example"));
        shown.view.showDetail(beatsUnderNoise());
        QVERIFY(gaps->isEnabled());
        QCOMPARE(gaps->currentText(), QString("Beats"));
        QVERIFY(showsText(
            shown.view,
            "Gaps between beats of c2.example (queries up to 2.50 s apart count as one)"));
        QVERIFY(showsText(shown.view, "57 intervals"));
        QVERIFY(legendOf(*shown.canvas).contains("Gaps between beats"));
        gaps->setCurrentIndex(1);
        QVERIFY(showsText(shown.view, "Gaps between all queries"));
        QVERIFY(!legendOf(*shown.canvas).join('\n').contains("Detector's window"));
        QVERIFY(legendOf(*shown.canvas).contains("Gaps between queries"));
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

QTEST_MAIN(TestPlots)
#include "test_plots.moc"
