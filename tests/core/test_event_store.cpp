// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/store_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace beaconscope;
using store::Event;
using store::EventFlag;
using testing::MessageLine;
using testing::StoreBuilder;

class TestEventStore : public QObject {
    Q_OBJECT

private slots:
    void aResponseCompletesItsQuery() {
        StoreBuilder builder;
        builder.query({.atSeconds = 1}).response({.atSeconds = 1.02, .ttlSeconds = 60});
        const store::StoreView view = builder.store().view();
        QCOMPARE(view.events.size(), std::size_t{1});
        const Event& event = view.events[0];
        QVERIFY(event.has(EventFlag::HasQuery));
        QVERIFY(event.has(EventFlag::HasResponse));
        QCOMPARE(event.roundTrip, Duration(20'000'000));
        QCOMPARE(event.ttlSeconds, 60U);
        QCOMPARE(event.packet, 1U);
        QCOMPARE(event.responsePacket, 2U);
        QCOMPARE((*view.pairs)[0].totals.answered, std::uint64_t{1});
    }

    void aStrangersResponseStaysAlone_data() {
        QTest::addColumn<int>("difference");
        for (int i = 0; i < 5; ++i)
            QTest::addRow("%d", i) << i;
    }
    void aStrangersResponseStaysAlone() {
        QFETCH(int, difference);
        MessageLine response{.atSeconds = 1.02};
        switch (difference) {
        case 0:
            response.id = 2;
            break;
        case 1:
            response.port = 40'001;
            break;
        case 2:
            response.resolver = "10.0.0.54";
            break;
        case 3:
            response.type = dns::RecordType::Aaaa;
            break;
        default:
            response.atSeconds = 62;
            break;
        }
        StoreBuilder builder;
        builder.query({.atSeconds = 1}).response(response);
        const store::StoreView view = builder.store().view();
        QCOMPARE(view.events.size(), std::size_t{2});
        QVERIFY(!view.events[0].has(EventFlag::HasResponse));
        QVERIFY(!view.events[1].has(EventFlag::HasQuery));
        QCOMPARE((*view.pairs)[0].totals.unanswered(), std::uint64_t{1});
    }

    void aRepeatedQueryIsARetransmissionAndTheLatestIsAnswered() {
        StoreBuilder builder;
        builder.query({.atSeconds = 1}).query({.atSeconds = 2}).response({.atSeconds = 2.5});
        const store::StoreView view = builder.store().view();
        QCOMPARE(view.events.size(), std::size_t{2});
        QVERIFY(!view.events[0].has(EventFlag::Retransmission));
        QVERIFY(view.events[1].has(EventFlag::Retransmission));
        QVERIFY(view.events[1].has(EventFlag::HasResponse));
        QVERIFY(!view.events[0].has(EventFlag::HasResponse));
    }

    /// As programs do that use the same id in every run.
    void theSameIdFromAnotherPortAfterAnAnswerIsNoRetransmission() {
        StoreBuilder builder;
        builder.query({.atSeconds = 1, .port = 4001})
            .response({.atSeconds = 1.1, .port = 4001})
            .query({.atSeconds = 2, .port = 4002})
            .query({.atSeconds = 3, .port = 4003});
        const store::StoreView view = builder.store().view();
        QVERIFY(!view.events[1].has(EventFlag::Retransmission));
        QVERIFY(view.events[2].has(EventFlag::Retransmission)); // the second has no answer
    }

    void theSameQueryMuchLaterIsNoRetransmission() {
        StoreBuilder builder;
        builder.query({.atSeconds = 1}).query({.atSeconds = 11.5});
        QVERIFY(!builder.store().view().events[1].has(EventFlag::Retransmission));
    }

    void spellingsShareTheirCanonicalName() {
        StoreBuilder builder;
        builder.query({.atSeconds = 1, .name = "WWW.Example.ORG", .id = 1})
            .query({.atSeconds = 2, .name = "www.example.org", .id = 2});
        const store::StoreView view = builder.store().view();
        QCOMPARE(view.events[0].name, view.events[1].name);
        QVERIFY(view.events[0].spelling != view.events[1].spelling);
        QCOMPARE(view.names.text(view.events[0].spelling), std::string("WWW.Example.ORG"));
        QCOMPARE(view.names.text(view.events[0].name), std::string("www.example.org"));
        QCOMPARE(view.names.text(view.names.domainOf(view.events[0].name)),
                 std::string("example.org"));
    }

    void llmnrIsAnsweredByAnyone() {
        StoreBuilder builder;
        builder.query({.transport = dns::Transport::Llmnr, .resolver = "224.0.0.252"})
            .response(
                {.atSeconds = 0.1, .transport = dns::Transport::Llmnr, .resolver = "10.0.0.7"});
        QCOMPARE(builder.store().view().events.size(), std::size_t{1});
    }

    void aViewDoesNotChangeWhenTheStoreDoes() {
        StoreBuilder builder;
        builder.query({.atSeconds = 1});
        const store::StoreView before = builder.store().view();
        builder.response({.atSeconds = 1.5}).query({.atSeconds = 2, .id = 9});
        QCOMPARE(before.events.size(), std::size_t{1});
        QVERIFY(!before.events[0].has(EventFlag::HasResponse));
        QCOMPARE((*before.pairs)[0].totals.answered, std::uint64_t{0});
        QVERIFY(builder.store().view().events[0].has(EventFlag::HasResponse));
    }

    void aFloodOfQueriesForgetsTheOldestOnly() {
        StoreBuilder builder;
        builder.query({.atSeconds = 0, .name = "first.example", .id = 7});
        for (std::size_t i = 0; i < store::RecentQueries::kCapacity; ++i)
            builder.query({.atSeconds = 1,
                           .name = "n" + std::to_string(i % 1000) + ".example",
                           .id = static_cast<std::uint16_t>(i)});
        builder.response({.atSeconds = 2, .name = "first.example", .id = 7});
        const store::StoreView view = builder.store().view();
        QCOMPARE(view.events.size(), store::RecentQueries::kCapacity + 2);
        QVERIFY(!view.events[0].has(EventFlag::HasResponse));
    }
};

BEACONSCOPE_TEST(TestEventStore)
#include "test_event_store.moc"
