// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/recent_queries.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <vector>

using namespace beaconscope;
using store::RecentQueries;
using Key = RecentQueries::Key;
using Route = RecentQueries::Route;

namespace {

Timestamp at(double seconds) {
    return timestampFromNanoseconds(static_cast<std::int64_t>(seconds * 1e9));
}

EventId eventId(std::size_t number) {
    return EventId(static_cast<std::uint32_t>(number));
}

Route route(std::uint16_t port) {
    return {AddressId(9), port};
}

const Key kKey{AddressId(1), NameId(2), dns::RecordType::A, 3};

/// What RecentQueries promises, in the plainest words: it looks at all queries, from the last.
class PlainQueries {
public:
    bool add(const Key& key, const Route& route, EventId event, Timestamp time) {
        const auto last = std::find_if(m_all.rbegin(), m_all.rend(),
                                       [&](const Query& query) { return query.key == key; });
        const bool repeats = last != m_all.rend() &&
                             std::chrono::abs(time - last->time) <= RecentQueries::kRepeatWindow &&
                             (!last->answered || last->route.clientPort == route.clientPort);
        m_all.push_back({key, route, event, time});
        return repeats;
    }

    std::optional<EventId> takeAnswered(const Key& key, const Route& route, Timestamp time) {
        const auto query = std::find_if(m_all.rbegin(), m_all.rend(), [&](const Query& one) {
            return !one.answered && one.key == key && one.route == route && time >= one.time &&
                   time - one.time <= RecentQueries::kAnswerWindow;
        });
        if (query == m_all.rend())
            return std::nullopt;
        query->answered = true;
        return query->event;
    }

private:
    struct Query {
        Key key;
        Route route;
        EventId event;
        Timestamp time;
        bool answered = false;
    };

    std::vector<Query> m_all;
};

/// So many keys that share one bucket, found by trial.
std::vector<Key> collidingKeys(std::size_t count) {
    std::vector<Key> keys;
    for (std::uint32_t i = 0; keys.size() < count; ++i) {
        const Key key{AddressId(i), NameId(0), dns::RecordType::A, 0};
        if (RecentQueries::bucketsOf(key, {}).ofKey == 0)
            keys.push_back(key);
    }
    return keys;
}

/// How many entries the responses looked at, a response, in a capture that repeats one key.
enum class Attack { AfterTheWindow, BeforeTheQueries, FromOtherPorts, AllAnswered };

double lookedAtByAResponse(Attack attack, std::size_t repeats) {
    RecentQueries queries;
    for (std::size_t i = 0; i < repeats; ++i) {
        const bool changesPort = attack == Attack::FromOtherPorts;
        const auto port = static_cast<std::uint16_t>(changesPort ? 1 + i % 50'000 : 0);
        queries.add(kKey, route(port), eventId(i), at(100));
        if (attack == Attack::AllAnswered)
            queries.takeAnswered(kKey, route(port), at(100));
    }
    const double responseSeconds = attack == Attack::AfterTheWindow     ? 161
                                   : attack == Attack::BeforeTheQueries ? 99
                                                                        : 101;
    constexpr std::size_t kResponses = 100;
    const std::uint64_t before = queries.lookedAt();
    for (std::size_t i = 0; i < kResponses; ++i) {
        if (queries.takeAnswered(kKey, route(0), at(responseSeconds)))
            return -1; // none of these has a query
    }
    return static_cast<double>(queries.lookedAt() - before) / kResponses;
}

} // namespace

Q_DECLARE_METATYPE(Attack)

class TestRecentQueries : public QObject {
    Q_OBJECT

private slots:
    void findsWhatASearchOfAllQueriesFinds_data() {
        QTest::addColumn<int>("clients");
        QTest::addColumn<int>("ports");
        QTest::newRow("many clients, a port a query") << 50 << 60'000;
        QTest::newRow("a forwarder that keeps its port") << 1 << 1;
        QTest::newRow("few clients with few ports") << 3 << 4;
    }
    void findsWhatASearchOfAllQueriesFinds() {
        QFETCH(int, clients);
        QFETCH(int, ports);
        RecentQueries queries;
        PlainQueries plain;
        std::mt19937 random(7);
        const auto below = [&random](int limit) {
            return static_cast<std::uint32_t>(random() % static_cast<std::uint32_t>(limit));
        };
        std::size_t answers = 0;
        std::size_t repeats = 0;
        for (std::size_t i = 0; i < 5'000; ++i) {
            // Two taps: a time may lie a little before the last one.
            const Timestamp time = at(static_cast<double>(i) * 0.05 + below(200) * 0.001);
            const Key key{AddressId(below(clients)), NameId(below(3)), dns::RecordType::A,
                          static_cast<std::uint16_t>(below(2))};
            const Route way = route(static_cast<std::uint16_t>(below(ports)));
            if (below(5) < 3) {
                const bool isRepeat = queries.add(key, way, eventId(i), time);
                QCOMPARE(isRepeat, plain.add(key, way, eventId(i), time));
                repeats += isRepeat ? 1U : 0U;
            }
            if (below(2) == 0)
                continue; // so that some wait, and grow too old
            const auto answered = queries.takeAnswered(key, way, time);
            QVERIFY(answered == plain.takeAnswered(key, way, time));
            answers += answered ? 1U : 0U;
        }
        QVERIFY(answers > 500);
        QVERIFY(repeats > 100);
    }

    void honestResponsesLookAtOneEntry() {
        RecentQueries queries;
        constexpr std::size_t kQueries = 10'000;
        for (std::size_t i = 0; i < kQueries; ++i) {
            const auto port = static_cast<std::uint16_t>(i);
            queries.add(kKey, route(port), eventId(i), at(static_cast<double>(i)));
            QVERIFY(queries.takeAnswered(kKey, route(port), at(static_cast<double>(i) + 0.02)));
        }
        // And a query at its predecessor; chance collisions add little.
        QVERIFY(queries.lookedAt() < 2 * kQueries + kQueries / 10);
    }

    void aResponseCostsNoMoreHoweverOftenItsKeyIsRepeated_data() {
        QTest::addColumn<Attack>("attack");
        QTest::newRow("queries long before") << Attack::AfterTheWindow;
        QTest::newRow("queries that come later") << Attack::BeforeTheQueries;
        QTest::newRow("queries from other ports") << Attack::FromOtherPorts;
        QTest::newRow("answered queries") << Attack::AllAnswered;
    }
    void aResponseCostsNoMoreHoweverOftenItsKeyIsRepeated() {
        QFETCH(Attack, attack);
        const double few = lookedAtByAResponse(attack, 1'000);
        const double many = lookedAtByAResponse(attack, 100'000);
        QVERIFY2(few >= 0 && many >= 0, "a response without a query found one");
        QVERIFY2(few <= RecentQueries::kMaxLookedAt, QByteArray::number(few).constData());
        QVERIFY2(many <= RecentQueries::kMaxLookedAt, QByteArray::number(many).constData());
    }

    void aQueryCostsNoMoreHoweverManyShareItsBucket() {
        RecentQueries queries;
        constexpr std::size_t kQueries = 100;
        const std::vector<Key> keys = collidingKeys(kQueries);
        for (std::size_t i = 0; i < kQueries; ++i)
            queries.add(keys[i], route(0), eventId(i), at(100));
        // That they do collide: but for the first ones each looked at all that it may.
        constexpr std::size_t kFirst = RecentQueries::kMaxLookedAt;
        QVERIFY(queries.lookedAt() > (kQueries - kFirst) * RecentQueries::kMaxLookedAt);
        QVERIFY(queries.lookedAt() <= kQueries * RecentQueries::kMaxLookedAt);
    }

    void aRepeatedKeyHidesNoOtherOfItsBucket() {
        RecentQueries queries;
        const std::vector<Key> keys = collidingKeys(2);
        queries.add(keys[0], route(0), eventId(0), at(100));
        for (std::size_t i = 1; i <= 10'000; ++i)
            queries.add(keys[1], route(0), eventId(i), at(101));
        QVERIFY(queries.add(keys[0], route(0), eventId(10'001), at(102)));
    }

    void forgetsTheOldestAlone() {
        RecentQueries queries;
        const auto key = [](std::size_t i) {
            return Key{AddressId(1), NameId(static_cast<std::uint32_t>(i)), dns::RecordType::A, 0};
        };
        for (std::size_t i = 0; i <= RecentQueries::kCapacity; ++i)
            queries.add(key(i), route(0), eventId(i), at(100));
        QVERIFY(!queries.takeAnswered(key(0), route(0), at(101)));
        QVERIFY(queries.takeAnswered(key(1), route(0), at(101)) == eventId(1));
        QVERIFY(queries.firstWaiting(eventId(0)) == eventId(1)); // as of the last query
    }
};

BEACONSCOPE_TEST(TestRecentQueries)
#include "test_recent_queries.moc"
