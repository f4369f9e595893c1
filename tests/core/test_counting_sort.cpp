// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/counting_sort.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <cstdint>
#include <random>
#include <utility>

using namespace beaconscope;

namespace {

using Item = std::pair<std::uint32_t, std::uint32_t>; // a key, and the place before sorting

std::vector<Item> randomItems(std::size_t count, std::uint32_t keys) {
    std::mt19937 random(3);
    std::vector<Item> items;
    for (std::uint32_t i = 0; i < count; ++i)
        items.emplace_back(random() % keys, i);
    return items;
}

} // namespace

class TestCountingSort : public QObject {
    Q_OBJECT

private slots:
    void equalKeysStayInTheirOrder() {
        for (const std::size_t count : {0U, 1U, 2'000U}) {
            std::vector<Item> expected = randomItems(count, 50);
            const auto sorted =
                countingSort(expected, 50, [](const Item& item) { return item.first; });
            std::ranges::stable_sort(expected, {}, &Item::first);
            QVERIFY(sorted == expected);
        }
    }

    void countsFallHoweverLargeTheyAre_data() {
        QTest::addColumn<quint32>("keys");
        QTest::newRow("only small ones") << 40U;
        QTest::newRow("around the limit") << 8'192U;
        QTest::newRow("nearly all large") << 4'000'000'000U;
    }
    void countsFallHoweverLargeTheyAre() {
        QFETCH(quint32, keys);
        std::vector<Item> expected = randomItems(20'000, keys);
        const auto sorted =
            sortByFallingCount(expected, [](const Item& item) { return item.first; });
        std::ranges::stable_sort(expected, std::greater(), &Item::first);
        QVERIFY(sorted == expected);
    }
};

BEACONSCOPE_TEST(TestCountingSort)
#include "test_counting_sort.moc"
