// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/ip_address.h"
#include "tests/support/test_program.h"

#include <QTest>

using beaconscope::IpAddress;
using beaconscope::IpPrefix;

class TestIpAddress : public QObject {
    Q_OBJECT

private slots:
    void readsAndWritesCanonicalText_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("canonical");
        QTest::newRow("v4") << "10.1.0.255"
                            << "10.1.0.255";
        QTest::newRow("v6 zeros") << "0:0:0:0:0:0:0:0"
                                  << "::";
        QTest::newRow("v6 loopback") << "::1"
                                     << "::1";
        QTest::newRow("v6 longest run") << "2001:0:0:1:0:0:0:1"
                                        << "2001:0:0:1::1";
        QTest::newRow("v6 first of equal runs") << "2001:db8:0:0:1:0:0:1"
                                                << "2001:db8::1:0:0:1";
        QTest::newRow("v6 single zero group stays") << "1:0:2:3:4:5:6:7"
                                                    << "1:0:2:3:4:5:6:7";
        QTest::newRow("v6 embedded v4") << "::ffff:1.2.3.4"
                                        << "::ffff:102:304";
        QTest::newRow("v6 embedded v4 that starts with zeros") << "::ffff:0.0.1.2"
                                                               << "::ffff:0:102";
        QTest::newRow("v6 compatible with v4") << "::1.2.3.4"
                                               << "::102:304";
        QTest::newRow("v6 longest text") << "1111:2222:3333:4444:5555:6666:177.177.136.136"
                                         << "1111:2222:3333:4444:5555:6666:b1b1:8888";
        QTest::newRow("v6 upper case") << "FE80::ABCD"
                                       << "fe80::abcd";
    }
    void readsAndWritesCanonicalText() {
        QFETCH(QString, text);
        QFETCH(QString, canonical);
        const auto address = IpAddress::parse(text.toStdString());
        QVERIFY(address.has_value());
        QCOMPARE(QString::fromStdString(address->toString()), canonical);
    }

    void refusesWhatIsNoAddress_data() {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1.2.3.4 ", ":::", "1::2::3",
              "12345::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:", "g::1", "1.2.3.4::", "1.2.3.04",
              "1111:2222:3333:4444:5555:6666:177.177.136.1360"})
            QTest::newRow(text) << text;
    }
    void refusesWhatIsNoAddress() {
        QFETCH(QString, text);
        QVERIFY(!IpAddress::parse(text.toStdString()).has_value());
    }

    void refusesWhatFollowsANul() {
        QVERIFY(!IpAddress::parse(std::string_view("1.2.3.4\0", 8)).has_value());
    }

    void prefixContainsItsAddresses() {
        const auto prefix = IpPrefix::parse("10.1.2.0/23");
        QVERIFY(prefix.has_value());
        QVERIFY(prefix->contains(*IpAddress::parse("10.1.3.255")));
        QVERIFY(!prefix->contains(*IpAddress::parse("10.1.4.0")));
        QVERIFY(!prefix->contains(*IpAddress::parse("::1")));
        QVERIFY(IpPrefix::parse("0.0.0.0/0")->contains(*IpAddress::parse("255.1.2.3")));
        QVERIFY(IpPrefix::parse("fe80::/10")->contains(*IpAddress::parse("febf::1")));
        QVERIFY(!IpPrefix::parse("10.0.0.0/33").has_value());
        QVERIFY(!IpPrefix::parse("10.0.0.0/").has_value());
    }

    void ordersNumerically() {
        QVERIFY(*IpAddress::parse("9.0.0.1") < *IpAddress::parse("10.0.0.1"));
        QVERIFY(*IpAddress::parse("255.0.0.1") < *IpAddress::parse("::1"));
    }
};

BEACONSCOPE_TEST(TestIpAddress)
#include "test_ip_address.moc"
