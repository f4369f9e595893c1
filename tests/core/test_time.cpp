// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/time.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <limits>

using namespace beaconscope;

class TestTime : public QObject {
    Q_OBJECT

private slots:
    void writesNanosecondsExactly() {
        const Timestamp time = timestampFromSeconds(1508335385, 123456789);
        QCOMPARE(toIso8601(time), std::string("2017-10-18T14:03:05.123456789Z"));
        QCOMPARE(toEpochSeconds(time), std::string("1508335385.123456789"));
    }

    void writesTimesBeforeTheEpoch() {
        QCOMPARE(toEpochSeconds(timestampFromNanoseconds(-500'000'000)),
                 std::string("-0.500000000"));
        QCOMPARE(toEpochSeconds(timestampFromNanoseconds(-1'500'000'000)),
                 std::string("-1.500000000"));
        QCOMPARE(toEpochSeconds(timestampFromNanoseconds(-2'000'000'000)),
                 std::string("-2.000000000"));
        QCOMPARE(toIso8601(timestampFromNanoseconds(-1)),
                 std::string("1969-12-31T23:59:59.999999999Z"));
    }

    void clampsInsteadOfOverflowing() {
        QCOMPARE(timestampFromSeconds(std::numeric_limits<std::int64_t>::max(), 0), kLatest);
        QCOMPARE(timestampFromSeconds(std::numeric_limits<std::int64_t>::min(), 0), kEarliest);
        QVERIFY((kLatest - kEarliest).count() > 0);
        QCOMPARE(durationFromSeconds(1e300), Duration::max());
        QCOMPARE(durationFromSeconds(std::numeric_limits<double>::quiet_NaN()), Duration::zero());
    }

    void writesLengthsForPeople_data() {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << 0.0 << "0 s";
        QTest::newRow("milliseconds") << 0.0204 << "20.4 ms";
        QTest::newRow("just below ten") << 9.994 << "9.99 s";
        QTest::newRow("seconds") << 61.03 << "61.0 s";
        QTest::newRow("minutes") << 310.0 << "5 m 10 s";
        QTest::newRow("rounds up to hours") << 3599.7 << "1 h 00 m";
        QTest::newRow("days") << 273600.0 << "3 d 4 h";
        QTest::newRow("huge") << 1e300 << "1e+300 s";
    }
    void writesLengthsForPeople() {
        QFETCH(double, value);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(toHumanDuration(value)), text);
    }
};

BEACONSCOPE_TEST(TestTime)
#include "test_time.moc"
