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

    /// As from a tap whose two ports have clocks of their own.
    void aResponseMayBeStampedBeforeItsQuery() {
        StoreBuilder builder;
        builder.response({.atSeconds = 1, .rcode = dns::ResponseCode::NxDomain, .ttlSeconds = 60})
            .query({.atSeconds = 1.05, .name = "HOST.example"})
            .query({.atSeconds = 1.2});
        const store::StoreView view = builder.store().view();
        QCOMPARE(view.events.size(), std::size_t{2});
        const Event& event = view.events[0];
        QVERIFY(event.has(EventFlag::HasQuery) && event.has(EventFlag::HasResponse));
        QCOMPARE(event.time, StoreBuilder::at(1.05));
        QCOMPARE(event.roundTrip, Duration{0});
        QCOMPARE(event.ttlSeconds, 60U);
        QVERIFY(event.rcode == dns::ResponseCode::NxDomain);
        QCOMPARE(event.packet, 2U);
        QCOMPARE(event.responsePacket, 1U);
        QCOMPARE(view.names.text(event.spelling), std::string("HOST.example"));
        QVERIFY(!event.has(EventFlag::Retransmission));
        // The response is given away, and the query is known to those that repeat it.
        QVERIFY(!view.events[1].has(EventFlag::HasResponse));
        QVERIFY(view.events[1].has(EventFlag::Retransmission));
        const store::Totals& totals = (*view.pairs)[0].totals;
        QCOMPARE(totals.queries, 2U);
        QCOMPARE(totals.responses, 1U);
        QCOMPARE(totals.answered, 1U);
        QCOMPARE(builder.store().counts().responsesWithoutQuery, std::uint64_t{0});
    }

    void aResponseLongBeforeAQueryIsNotItsOwn() {
        StoreBuilder builder;
        builder.response({.atSeconds = 1}).query({.atSeconds = 1.11});
        builder.response({.atSeconds = 5, .id = 2}).query({.atSeconds = 5.01, .id = 3});
        // A response that has its query is not given to another.
        builder.query({.atSeconds = 9, .id = 4})
            .response({.atSeconds = 9.02, .id = 4})
            .query({.atSeconds = 9.05, .id = 4});
        const store::StoreView view = builder.store().view();
        QCOMPARE(view.events.size(), std::size_t{6});
        QCOMPARE(builder.store().counts().responsesWithoutQuery, std::uint64_t{2});
        QCOMPARE((*view.pairs)[0].totals.answered, 1U);
        QVERIFY(!view.events[5].has(EventFlag::HasResponse));
    }

    /// What was shown before a query came stays as it was.
    void aViewDoesNotChangeWhenAQueryFollowsItsResponse() {
        StoreBuilder builder;
        builder.response({.atSeconds = 1});
        const store::StoreView before = builder.store().view();
        builder.query({.atSeconds = 1.01});
        QVERIFY(!before.events[0].has(EventFlag::HasQuery));
        QVERIFY(builder.store().view().events[0].has(EventFlag::HasQuery));
    }

    /// A single packet with a wild time does not part queries from their responses.
    void aJumpOfTheTimeLeavesQueriesWaiting() {
        StoreBuilder builder;
        builder.query({.atSeconds = 1})
            .query({.atSeconds = 2'000'000'000, .id = 2})
            .response({.atSeconds = 1.02});
        QVERIFY(builder.store().view().events[0].has(EventFlag::HasResponse));
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

    /// The raw mode of iodine sends data with the flag of a response to the port of a resolver.
    void whatIsSentToAResolverIsNoResponse() {
        store::EventStore store;
        dns::DnsPayload payload;
        payload.sourcePort = 40'000;
        payload.destinationPort = 53;
        dns::Message message;
        message.isResponse = true;
        store.add(payload, message, FileId(0));
        QCOMPARE(store.counts().responses, std::uint64_t{0});
        QCOMPARE(store.counts().queries, std::uint64_t{1});
        std::swap(payload.sourcePort, payload.destinationPort);
        store.add(payload, message, FileId(0));
        QCOMPARE(store.counts().responses, std::uint64_t{1});
        QCOMPARE(store.counts().withoutQuestion, std::uint64_t{2});
    }
};

BEACONSCOPE_TEST(TestEventStore)
#include "test_event_store.moc"
