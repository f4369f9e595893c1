#include "core/analysis/beacon/real_transform.h"
#include "core/analysis/beacon/sorted_gaps.h"
#include "tests/support/null_series.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <thread>
#include <vector>

using namespace beaconscope::analysis::beacon;
using beaconscope::test::Random;

namespace {

std::size_t below(const std::vector<double>& sorted, double value) {
    return static_cast<std::size_t>(std::lower_bound(sorted.begin(), sorted.end(), value) -
                                    sorted.begin());
}

std::size_t upTo(const std::vector<double>& sorted, double value) {
    return static_cast<std::size_t>(std::upper_bound(sorted.begin(), sorted.end(), value) -
                                    sorted.begin());
}

/// The frequencies at which a cosine of seven cycles has more than a millionth of its power.
std::vector<std::size_t> linesOfACosine() {
    constexpr std::size_t kPoints = 512;
    constexpr double kCycles = 7;
    RealTransform transform(kPoints);
    for (std::size_t i = 0; i < kPoints; ++i) {
        const double turn = 2 * std::numbers::pi * kCycles * static_cast<double>(i) / kPoints;
        transform.input()[i] = static_cast<float>(std::cos(turn));
    }
    std::vector<float> power(kPoints / 2 + 1);
    // A cosine has half its amplitude at its frequency, summed over all points.
    transform.power(kPoints * kPoints / 4.0F, power);
    std::vector<std::size_t> lines;
    for (std::size_t i = 0; i < power.size(); ++i) {
        if (power[i] > 1e-6F)
            lines.push_back(i);
    }
    return std::abs(power[7] - 1) < 1e-5F ? lines : std::vector<std::size_t>();
}

} // namespace

class TestBeaconNumerics : public QObject {
    Q_OBJECT

private slots:
    void sortsGapsAndCountsThemAsASearchDoes_data() {
        QTest::addColumn<std::vector<double>>("gaps");
        Random random(1);
        std::vector<double> spread;
        std::vector<double> rounded;
        for (int i = 0; i < 1000; ++i) {
            spread.push_back(random.logUniform(0.5, 1e6));
            rounded.push_back(60 + static_cast<double>(random.below(3)));
        }
        QTest::newRow("over six decades") << spread;
        QTest::newRow("few different ones") << rounded;
        QTest::newRow("all alike") << std::vector<double>(100, 30.0);
        QTest::newRow("one far away") << std::vector<double>{1, 1, 1, 1e-9, 1e9};
        std::vector<double> close{1e9};
        for (int i = 0; i < 1000; ++i)
            close.push_back(random.uniform(60, 61));
        QTest::newRow("all close together but one") << close;
        QTest::newRow("one") << std::vector<double>{2};
    }

    void sortsGapsAndCountsThemAsASearchDoes() {
        QFETCH(std::vector<double>, gaps);
        SortedGaps sorted;
        sorted.assign(std::vector<double>(2000, 1.0)); // nothing of it may remain
        sorted.assign(gaps);
        std::sort(gaps.begin(), gaps.end());
        QVERIFY(std::ranges::equal(sorted.values(), gaps));
        for (const double gap : gaps) {
            for (const double factor : {0.5, 1 - 1e-15, 1.0, 1 + 1e-15, 1.01, 3.0, 1e12}) {
                const double value = gap * factor;
                QCOMPARE(sorted.below(value), below(gaps, value));
                QCOMPARE(sorted.upTo(value), upTo(gaps, value));
                QVERIFY(sorted.atLeastBelow(value) <= sorted.below(value));
                QVERIFY(sorted.atMostUpTo(value) >= sorted.upTo(value));
            }
        }
    }

    void aCosineIsOneLine() { QCOMPARE(linesOfACosine(), std::vector<std::size_t>{7}); }

    void transformsAreMadeInSeveralThreads() {
        std::vector<std::vector<std::size_t>> lines(4);
        {
            std::vector<std::jthread> threads;
            for (auto& result : lines)
                threads.emplace_back([&result] { result = linesOfACosine(); });
        }
        for (const auto& result : lines)
            QCOMPARE(result, std::vector<std::size_t>{7});
    }
};

QTEST_APPLESS_MAIN(TestBeaconNumerics)
#include "test_beacon_numerics.moc"
