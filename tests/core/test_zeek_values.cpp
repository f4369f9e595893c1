// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/lines/line_reader.h"
#include "core/input/zeek/times.h"
#include "core/input/zeek/values.h"
#include "tests/support/memory_stream.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <memory>
#include <string>
#include <vector>

using namespace beaconscope;

namespace {

std::unique_ptr<input::ByteStream> streamOf(const std::string& text) {
    const auto* data = reinterpret_cast<const std::byte*>(text.data());
    return std::make_unique<testing::MemoryStream>(std::vector<std::byte>(data, data + text.size()),
                                                   3'000); // as a pipe gives them
}

} // namespace

class TestZeekValues : public QObject {
    Q_OBJECT

private slots:
    void readsSecondsExactly_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("nanoseconds");
        const auto row = [](const char* text, qint64 nanoseconds) {
            QTest::newRow(text) << QByteArray(text) << nanoseconds;
        };
        row("1713664800.490839", 1'713'664'800'490'839'000);
        row("1759290741.423383123", 1'759'290'741'423'383'123); // a double would lose the end
        row("0.06416988372802734", 64'169'884);
        row("9.5367431640625e-07", 954);
        row("5.9E-05", 59'000);
        row("1e3", 1'000'000'000'000);
        row("1.5e+2", 150'000'000'000);
        row("-1.25", -1'250'000'000);
        row(".5", 500'000'000);
        row("7.", 7'000'000'000);
        row("0", 0);
        row("0.9999999999", 1'000'000'000);
        row("4611686018", 4'611'686'018'000'000'000);
        row("4611686019", nanosecondsSinceEpoch(kLatest));
        row("9999999999", nanosecondsSinceEpoch(kLatest));
        row("99999999999999999999999", nanosecondsSinceEpoch(kLatest));
        row("-1e300", -nanosecondsSinceEpoch(kLatest));
        row("1e-300", 0);
    }
    void readsSecondsExactly() {
        QFETCH(QByteArray, text);
        QFETCH(qint64, nanoseconds);
        const auto length = zeek::parseSeconds(text.toStdString());
        QVERIFY(length);
        QCOMPARE(length->count(), nanoseconds);
    }

    void refusesWhatIsNoNumber() {
        for (const char* text :
             {"", "-", ".", "1.2.3", "1,5", " 1", "1 ", "0x10", "nan", "inf", "1e", "1e999", "--1"})
            QVERIFY2(!zeek::parseSeconds(text), text);
        QVERIFY(!zeek::parseSeconds(std::string(1'000'000, '9')));
    }

    void readsEveryKindOfTime_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("time");
        QTest::newRow("seconds") << QByteArray("1300475167.096535")
                                 << QByteArray("2011-03-18T19:06:07.096535000Z");
        QTest::newRow("milliseconds")
            << QByteArray("1300475167096.535")
            << QByteArray("2011-03-18T19:06:07.096535000Z times in milliseconds");
        QTest::newRow("iso") << QByteArray("2011-03-18T19:06:07.096535Z")
                             << QByteArray("2011-03-18T19:06:07.096535000Z");
        QTest::newRow("before the epoch")
            << QByteArray("-0.5") << QByteArray("1969-12-31T23:59:59.500000000Z");
        const auto sameTime = [](const char* text, const char* notation) {
            QTest::newRow(text) << QByteArray(text)
                                << QByteArray("2011-03-18T19:06:07.096535000Z ") + notation;
        };
        sameTime("1300475167096535", "times in microseconds");
        sameTime("1300475167096535000", "times in nanoseconds");
        sameTime("1300475167096535000.4", "times in nanoseconds");
        sameTime("1.300475167096535e+18", "times in nanoseconds");
        sameTime("2011-03-18T21:06:07.096535+0200", "times with the offset of a time zone");
        sameTime("2011-03-18T21:06:07.096535+02:00", "times with the offset of a time zone");
        sameTime("2011-03-18T21:06:07.096535+02", "times with the offset of a time zone");
        sameTime("2011-03-18 15:36:07.096535 -0330", "times with the offset of a time zone");
        sameTime("2011-03-19T00:06:07,096535+05:00", "times with the offset of a time zone");
        sameTime("2011-03-18T19:06:07.096535", "times without a time zone, taken for UTC");
        for (const char* text :
             {"2011-13-18T19:06:07Z", "2011-02-30T19:06:07Z", "2011-03-18T25:06:07Z",
              "2011-03-18T19:06:7Z", "2011-03-18T19:06", "2011-03-18T19:06:07+2:00",
              "2011-03-18T19:06:07+02:0", "2011-03-18T19:06:07+24:00", "2011-03-18T19:06:07+0260",
              "2011-03-18T19:06:07 CET", "2011-03-18T19:06:07ZZ", "2011-03-18T19-06-07Z",
              "2011-03-18T19:60:07Z", "2011-03-18T19:06:61Z"})
            QTest::newRow(text) << QByteArray(text) << QByteArray();
    }
    void readsEveryKindOfTime() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, time);
        const auto read = zeek::parseTime(text.toStdString());
        const QByteArray notation =
            read ? QByteArray(describe(read->notation).data()).trimmed() : QByteArray();
        QCOMPARE(read
                     ? (QByteArray::fromStdString(toIso8601(read->time)) + ' ' + notation).trimmed()
                     : QByteArray(),
                 time);
    }

    void readsLengthsInWords_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("nanoseconds"); // -1: cannot be read
        const auto row = [](const char* text, qint64 nanoseconds) {
            QTest::newRow(text) << QByteArray(text) << nanoseconds;
        };
        row("0.25", 250'000'000);
        row("19.4733ms", 19'473'300);
        row("5m", 300'000'000'000);
        row("1h30m", 5'400'000'000'000);
        row("2d1h", 176'400'000'000'000);
        row("1m0.5s", 60'500'000'000);
        row("7us", 7'000);
        row("7\xc2\xb5s", 7'000);
        row("7\xce\xbcs", 7'000);
        row("12ns", 12);
        row("3min", 180'000'000'000);
        row("300y", nanosecondsSinceEpoch(kLatest));
        row("99999999999999h", nanosecondsSinceEpoch(kLatest));
        for (const char* text : {"", "-", "-1", "ms", "5", "5x", "1h-3m", "5 m", "1.2.3s", "1e3s"})
            row(text, QByteArray(text) == "5" ? 5'000'000'000 : -1);
    }
    void readsLengthsInWords() {
        QFETCH(QByteArray, text);
        QFETCH(qint64, nanoseconds);
        const auto length = zeek::parseLength(text.toStdString());
        QCOMPARE(length ? qint64(length->count()) : qint64(-1), nanoseconds);
    }

    void readsCounts() {
        QCOMPARE(zeek::parseCount("65535", 65'535), std::optional<std::uint32_t>(65'535));
        QCOMPARE(zeek::parseCount("53.0", 65'535), std::optional<std::uint32_t>(53));
        for (const char* text : {"", "65536", "-1", "1.5", "99999999999"})
            QVERIFY2(!zeek::parseCount(text, 65'535), text);
    }

    void makesNamesAsTheWireDoes_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("name");
        const std::string longLabel(63, 'a');
        const std::string longest = longLabel + '.' + longLabel + '.' + longLabel + '.' +
                                    std::string(61, 'a'); // 255 bytes on the wire
        const auto row = [](const char* title, const std::string& text, const std::string& name) {
            QTest::newRow(title) << QByteArray::fromStdString(text)
                                 << QByteArray::fromStdString(name);
        };
        row("plain", "WWW.Example.com", "www.example.com");
        row("dot at the end", "example.com.", "example.com");
        row("root", "", ".");
        row("control characters", "a\x1b\x07.b c", "a\\027\\007.b\\032c");
        row("backslash", "a\\b", "a\\\\b");
        row("longest label", longLabel, longLabel);
        row("label too long", longLabel + 'a', "");
        row("longest", longest, longest);
        row("too long", longest + 'a', "");
        row("empty label", "a..b", "");
    }
    void makesNamesAsTheWireDoes() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, name);
        dns::Name read;
        QCOMPARE(zeek::nameFromText(text.toStdString(), read), !name.isEmpty());
        QCOMPARE(QByteArray::fromStdString(read.canonical), name);
    }

    void removesEscapes() {
        std::string text;
        zeek::appendUnescaped(R"(a\x2cb\\c\x0ad\xe\)", text);
        QCOMPARE(QByteArray::fromStdString(text), QByteArray("a,b\\c\nd\\xe\\"));
    }

    void splitsLines() {
        input::LineReader lines(streamOf("one\r\n\nthree"));
        input::Line line;
        QStringList read;
        while (lines.next(line))
            read.append(QString("%1@%2:%3")
                            .arg(line.number)
                            .arg(line.offset)
                            .arg(QByteArray(line.text.data(), int(line.text.size())).constData()));
        QCOMPARE(read, (QStringList{"1@0:one", "2@5:", "3@6:three"}));
    }

    void passesOverLinesThatAreTooLong() {
        const std::string longest(input::LineReader::kMaxLineBytes, 'x');
        input::LineReader lines(streamOf(longest + "\n" + longest + longest + longest + "y\nlast"));
        input::Line line;
        QVERIFY(lines.next(line));
        QCOMPARE(line.text.size(), longest.size());
        QVERIFY(lines.next(line));
        QVERIFY(line.isTooLong);
        QVERIFY(lines.next(line));
        QCOMPARE(std::string(line.text), std::string("last"));
        QCOMPARE(line.number, std::uint64_t{3});
        QCOMPARE(line.offset, std::uint64_t{4 * longest.size() + 3});
        QVERIFY(!lines.next(line));
    }
};

BEACONSCOPE_TEST(TestZeekValues)
#include "test_zeek_values.moc"
