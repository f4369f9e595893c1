// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/hand_over.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <thread>
#include <vector>

using namespace beaconscope;

class TestHandOver : public QObject {
    Q_OBJECT

private slots:
    void itemsArriveInOrderAndAreUsedAgain() {
        constexpr int kItems = 10'000;
        engine::HandOver<int> items(3);
        std::vector<const int*> addresses;
        std::vector<int> taken;
        const std::jthread maker([&items] {
            for (int i = 0; i < kItems; ++i) {
                auto item = items.takeFree();
                *item = i;
                items.giveFull(std::move(item));
            }
            items.finish();
        });
        while (auto item = items.takeFull()) {
            taken.push_back(*item);
            if (std::ranges::find(addresses, item.get()) == addresses.end())
                addresses.push_back(item.get());
            items.giveBack(std::move(item));
        }
        QCOMPARE(taken.size(), std::size_t{kItems});
        QVERIFY(std::ranges::is_sorted(taken));
        QVERIFY(addresses.size() <= 3);
    }

    void theMakerDoesNotWaitForAUserWhoGaveUp() {
        engine::HandOver<int> items(1);
        std::unique_ptr<int> first;
        std::unique_ptr<int> second = std::make_unique<int>();
        {
            const std::jthread maker([&] {
                first = items.takeFree();
                second = items.takeFree();
            });
            items.abandon();
        }
        QVERIFY(!second);
    }

    void whatWasGivenBeforeTheEndIsTaken() {
        engine::HandOver<int> items(2);
        items.giveFull(items.takeFree());
        items.finish();
        QVERIFY(items.takeFull() != nullptr);
        QVERIFY(items.takeFull() == nullptr);
    }
};

BEACONSCOPE_TEST(TestHandOver)
#include "test_hand_over.moc"
