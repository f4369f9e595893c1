// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/detection.h"
#include "tests/support/reasons_text.h"
#include "tests/support/store_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace beaconscope;
using namespace beaconscope::testing;
using series::FindingKind;

namespace {

/// A tunnel that was given no domain: "dnscat" and data, whose last label passes for a suffix.
class Tunnel {
public:
    explicit Tunnel(dns::ResponseCode rcode = dns::ResponseCode::NoError)
        : m_rcode(rcode) {}

    void ask(double second) {
        MessageLine line;
        line.name = "dnscat." + hex(60) + '.' + hex(34);
        line.type = dns::RecordType::Txt;
        line.id = m_nextId++;
        line.rcode = m_rcode;
        line.ttlSeconds = m_rcode == dns::ResponseCode::NoError ? 60 : -1;
        line.atSeconds = second;
        m_builder.query(line);
        line.atSeconds += 0.02;
        m_builder.response(line);
    }

    StoreBuilder& builder() { return m_builder; }

private:
    std::string hex(std::size_t length) {
        std::string text;
        for (std::size_t i = 0; i < length; ++i)
            text += "0123456789abcdef"[m_random() % 16];
        return text;
    }

    dns::ResponseCode m_rcode;
    std::uint16_t m_nextId = 1;
    std::mt19937 m_random{1};
    StoreBuilder m_builder;
};

} // namespace

/// Names under last labels that no registry has: each is a registered domain of its own.
class TestUnregisteredNames : public QObject {
    Q_OBJECT

private slots:
    void aPollOfThemHasARhythm() {
        Tunnel tunnel;
        for (const double second : everySeconds(5, 40))
            tunnel.ask(second);
        const auto snapshot = tunnel.builder().snapshot();
        QCOMPARE(snapshot->detection->reportedCount(), std::size_t{1});
        const detect::Finding finding = snapshot->detection->finding(0);
        QVERIFY(std::abs(finding.judgement.periodSeconds.value_or(0) - 5) < 0.05);
        const QString why = reasonsText(*snapshot, 0);
        QVERIFY2(why.contains("40 names under last labels that no registry has: "),
                 qPrintable(why));
    }

    void aStreamOfThemIsATunnel() {
        std::mt19937 random(2);
        Tunnel tunnel;
        double second = 0;
        for (int i = 0; i < 150; ++i, second += 0.05 + static_cast<double>(random() % 100) / 200)
            tunnel.ask(second);
        const auto snapshot = tunnel.builder().snapshot();
        QCOMPARE(snapshot->detection->reportedCount(), std::size_t{1});
        QCOMPARE(snapshot->detection->key(0).kind, FindingKind::Tunnel);
        const QString why = reasonsText(*snapshot, 0);
        QVERIFY2(why.startsWith("The names may carry data: "), qPrintable(why));
        QVERIFY2(why.contains("longest label 60"), qPrintable(why));
    }

    void thoseThatDoNotExistAreThePoolsOwn() {
        Tunnel tunnel(dns::ResponseCode::NxDomain);
        for (const double second : everySeconds(5, 40))
            tunnel.ask(second);
        const auto snapshot = tunnel.builder().snapshot();
        QCOMPARE(snapshot->detection->reportedCount(), std::size_t{1});
        QCOMPARE(snapshot->detection->key(0).kind, FindingKind::NxdomainPool);
    }

    /// Hosts of a network of one's own are asked for again, or by others.
    void aNetworkOfOnesOwnIsNone() {
        StoreBuilder again;
        StoreBuilder byTwo;
        for (int i = 0; i < 60; ++i) {
            again.queries("10.0.0.1", "host" + std::to_string(i % 12) + ".office", {60.0 * i});
            byTwo.queries("10.0.0.1", "host" + std::to_string(i) + ".office", {60.0 * i})
                .queries("10.0.0.2", "host" + std::to_string(i) + ".office", {60.0 * i + 17});
        }
        for (const auto& snapshot : {again.snapshot(), byTwo.snapshot()}) {
            QVERIFY(snapshot->detection->size() >= 12);
            for (std::size_t rank = 0; rank < snapshot->detection->size(); ++rank)
                QVERIFY(!reasonsText(*snapshot, rank).contains("no registry has"));
        }
    }
};

BEACONSCOPE_TEST(TestUnregisteredNames)
#include "test_unregistered_names.moc"
