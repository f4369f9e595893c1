// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dns/record_type.h"
#include "core/dns/registered_domain.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <string>

using namespace beaconscope;

class TestDnsRegisteredDomain : public QObject {
    Q_OBJECT

private slots:
    void knowsWhichLastLabelsExist() {
        const dns::SuffixList suffixes;
        QVERIFY(suffixes.hasPublicSuffix("example.com"));
        QVERIFY(suffixes.hasPublicSuffix("a.co.uk"));
        QVERIFY(suffixes.hasPublicSuffix("4.3.2.1.in-addr.arpa"));
        QVERIFY(!suffixes.hasPublicSuffix("printer.lan"));
        QVERIFY(!suffixes.hasPublicSuffix("dnscat.0a1b2c"));
        QVERIFY(!suffixes.hasPublicSuffix(R"(dnscat.a\.com)"));
    }

    /// More labels than are remembered, so that they take each other's place.
    void remembersLastLabelsWithoutMixingThemUp() {
        const dns::SuffixList suffixes;
        for (int i = 0; i < 2'000; ++i) {
            QVERIFY(!suffixes.hasPublicSuffix("a.nobody" + std::to_string(i)));
            QVERIFY(suffixes.hasPublicSuffix(i % 2 == 0 ? "a.com" : "a.net"));
        }
    }

    void findsTheRegisteredDomain_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("domain");
        QTest::newRow("plain") << QByteArray("www.example.com") << QByteArray("example.com");
        QTest::newRow("deep") << QByteArray("a.b.c.example.co.uk") << QByteArray("example.co.uk");
        QTest::newRow("is one") << QByteArray("example.com") << QByteArray("example.com");
        QTest::newRow("a suffix") << QByteArray("co.uk") << QByteArray("co.uk");
        QTest::newRow("one label") << QByteArray("printer") << QByteArray("printer");
        QTest::newRow("root") << QByteArray(".") << QByteArray(".");
        QTest::newRow("empty") << QByteArray("") << QByteArray("");
        QTest::newRow("private section")
            << QByteArray("x.foo.github.io") << QByteArray("foo.github.io");
        QTest::newRow("wildcard") << QByteArray("a.b.c.ck") << QByteArray("b.c.ck");
        QTest::newRow("exception") << QByteArray("x.www.ck") << QByteArray("www.ck");
        QTest::newRow("unknown suffix") << QByteArray("pc7.corp.lan") << QByteArray("corp.lan");
        QTest::newRow("escaped dot") << QByteArray("a\\.com") << QByteArray("a\\.com");
        QTest::newRow("escaped dot inside")
            << QByteArray("x.evil\\.co.uk.com.evil\\.net") << QByteArray("com.evil\\.net");
        QTest::newRow("escaped backslash before a dot")
            << QByteArray("x.a\\\\.com") << QByteArray("a\\\\.com");
        QTest::newRow("decimal escapes")
            << QByteArray("\\000\\255.\\046.example.org") << QByteArray("example.org");
    }
    void findsTheRegisteredDomain() {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, domain);
        const dns::SuffixList list;
        const std::string_view text(name.constData(), static_cast<std::size_t>(name.size()));
        const std::string_view found = list.registeredDomain(text);
        QCOMPARE(QByteArray(found.data(), static_cast<int>(found.size())), domain);
        // A tail of the name itself, not of a copy.
        QCOMPARE(static_cast<const void*>(found.data() + found.size()),
                 static_cast<const void*>(text.data() + text.size()));
    }

    void readsAndWritesRecordTypes() {
        dns::RecordType type{};
        QVERIFY(dns::parseRecordType("https", type));
        QVERIFY(type == dns::RecordType::Https);
        QCOMPARE(dns::toString(type), std::string("HTTPS"));
        QVERIFY(dns::parseRecordType("type65535", type));
        QCOMPARE(dns::toString(type), std::string("TYPE65535"));
        QVERIFY(dns::parseRecordType("28", type));
        QVERIFY(type == dns::RecordType::Aaaa);
        for (const char* text : {"", "type", "65536", "-1", "A ", "TYPE1x"})
            QVERIFY2(!dns::parseRecordType(text, type), text);
        QCOMPARE(dns::toString(dns::ResponseCode{23}), std::string("BADCOOKIE"));
        QCOMPARE(dns::toString(dns::ResponseCode{1234}), std::string("RCODE1234"));
    }
};

BEACONSCOPE_TEST(TestDnsRegisteredDomain)
#include "test_dns_registered_domain.moc"
