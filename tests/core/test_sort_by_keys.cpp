// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/tables/sort_by_keys.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <random>

using namespace beaconscope::tables;

namespace {

std::vector<std::uint32_t> inFirstOrder(std::size_t count) {
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0U);
    return order;
}

template <typename Value>
std::vector<std::uint64_t> keysOf(const std::vector<Value>& values) {
    std::vector<std::uint64_t> keys;
    for (const Value value : values)
        keys.push_back(orderedBits(value));
    return keys;
}

} // namespace

class TestSortByKeys : public QObject {
    Q_OBJECT

private slots:
    void keysRiseWithTheNumbersTheyStandFor() {
        const double infinity = std::numeric_limits<double>::infinity();
        const auto numbers = keysOf<double>(
            {-infinity, -1e300, -2.5, -1e-300, 0, 5e-324, 1, 1.0000000000000002, 1e300, infinity});
        QVERIFY(std::ranges::is_sorted(numbers, std::less_equal()) &&
                std::ranges::adjacent_find(numbers) == numbers.end());
        const auto times = keysOf<std::int64_t>({std::numeric_limits<std::int64_t>::min(), -1, 0, 1,
                                                 std::numeric_limits<std::int64_t>::max()});
        QVERIFY(std::ranges::is_sorted(times) && std::ranges::adjacent_find(times) == times.end());
        QCOMPARE(orderedBits(-0.0), orderedBits(0.0));
    }

    void rowsAreInTheOrderOfAnySortByComparison_data() {
        QTest::addColumn<double>("spread");
        QTest::newRow("few different keys") << 3.0;
        QTest::newRow("ranks") << 4e4;
        QTest::newRow("all different") << 1e18;
    }

    void rowsAreInTheOrderOfAnySortByComparison() {
        QFETCH(double, spread);
        std::mt19937_64 random(1);
        std::uniform_real_distribution<double> value(-spread, spread);
        std::vector<double> values(20'000);
        for (double& one : values)
            one = std::floor(value(random));
        auto expected = inFirstOrder(values.size());
        std::ranges::stable_sort(expected, {}, [&](std::uint32_t row) { return values[row]; });
        auto order = inFirstOrder(values.size());
        sortByKeys(order, keysOf(values));
        QCOMPARE(order, expected);
    }

    void rowsWithOneKeyStayInOrderSoThatAnotherCanDecide() {
        const std::vector<std::int64_t> minor = {3, 1, 2, 1, 3};
        const std::vector<std::int64_t> major = {7, 9, 7, 7, 9};
        auto order = inFirstOrder(minor.size());
        sortByKeys(order, keysOf(minor));
        sortByKeys(order, keysOf(major));
        QCOMPARE(order, (std::vector<std::uint32_t>{3, 2, 0, 1, 4}));
    }

    void fewRowsNeedNoCare() {
        std::vector<std::uint32_t> none;
        sortByKeys(none, {});
        QVERIFY(none.empty());
        std::vector<std::uint32_t> one = {0};
        sortByKeys(one, std::vector<std::uint64_t>{5});
        QCOMPARE(one, std::vector<std::uint32_t>{0});
    }
};

BEACONSCOPE_TEST(TestSortByKeys)
#include "test_sort_by_keys.moc"
