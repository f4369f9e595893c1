// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/store_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace beaconscope;
using series::FindingKind;
using testing::MessageLine;
using testing::StoreBuilder;

namespace {

/// Queries in the pools of a capture in which one client asks for `names` names that do not exist,
/// each in a domain of its own that `askers` clients ask for.
std::uint64_t queriesInPools(int names, int askers) {
    StoreBuilder builder;
    for (int i = 0; i < names; ++i) {
        MessageLine line;
        line.name = "x" + std::to_string(i) + ".example";
        line.id = static_cast<std::uint16_t>(i);
        line.atSeconds = 60.0 * i;
        line.rcode = dns::ResponseCode::NxDomain;
        line.ttlSeconds = -1;
        builder.query(line);
        line.atSeconds += 0.02;
        builder.response(line);
        for (int other = 1; other < askers; ++other)
            builder.queries("10.0.1." + std::to_string(other), line.name, {line.atSeconds + 1});
    }
    const auto snapshot = builder.snapshot();
    std::uint64_t queries = 0;
    for (std::size_t rank = 0; rank < snapshot->detection->size(); ++rank) {
        if (snapshot->detection->key(rank).kind == FindingKind::NxdomainPool)
            queries += snapshot->detection->finding(rank).queries;
    }
    return queries;
}

} // namespace

class TestPools : public QObject {
    Q_OBJECT

private slots:
    void aPoolHasFourQueries() {
        QCOMPARE(queriesInPools(3, 1), std::uint64_t{0});
        QCOMPARE(queriesInPools(4, 1), std::uint64_t{4});
        QCOMPARE(queriesInPools(9, 1), std::uint64_t{9});
    }

    void aPoolHasNoDomainThatThreeClientsAskFor() {
        QCOMPARE(queriesInPools(9, 2), std::uint64_t{9});
        QCOMPARE(queriesInPools(9, 3), std::uint64_t{0});
        QCOMPARE(queriesInPools(9, 4), std::uint64_t{0});
    }
};

BEACONSCOPE_TEST(TestPools)
#include "test_pools.moc"
