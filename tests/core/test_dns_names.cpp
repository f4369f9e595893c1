// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dns/name_reader.h"
#include "tests/support/packet_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <string>

using namespace beaconscope;
using namespace beaconscope::testing;

namespace {

struct Outcome {
    dns::Defect defect;
    std::string asSent;
    std::string canonical;
    std::size_t offset;
};

Outcome read(const Bytes& message, std::size_t start = 0) {
    WireCursor cursor(message);
    cursor.seek(start);
    dns::Name name;
    const dns::Defect defect = dns::readName(cursor, name);
    return {defect, name.asSent, name.canonical, cursor.offset()};
}

Bytes labelOf(char c, std::size_t length) {
    Bytes bytes{static_cast<std::byte>(length)};
    bytes.insert(bytes.end(), length, static_cast<std::byte>(c));
    return bytes;
}

} // namespace

class TestDnsNames : public QObject {
    Q_OBJECT

private slots:
    void keepsTheCaseAsSentAndLowersTheCanonicalName() {
        const Outcome outcome = read(wireName("WwW.ExAmPlE.com"));
        QCOMPARE(outcome.defect, dns::Defect::None);
        QCOMPARE(outcome.asSent, std::string("WwW.ExAmPlE.com"));
        QCOMPARE(outcome.canonical, std::string("www.example.com"));
    }

    void writesTheRootAsADot() { QCOMPARE(read(fromHex("00")).canonical, std::string(".")); }

    void escapesWhatCouldMislead() {
        // The labels "a.b", "c\d", "e f", a control character, 0xff and DEL.
        const Outcome outcome = read(fromHex("03612e62 03635c64 03652066 01 1b 01ff 017f 00"));
        QCOMPARE(outcome.canonical, std::string("a\\.b.c\\\\d.e\\032f.\\027.\\255.\\127"));
    }

    void doesNotLowerTheDigitsOfAnEscape() {
        // 0xc4 is a letter in Latin-1, not in ASCII.
        QCOMPARE(read(fromHex("01c4 00")).canonical, std::string("\\196"));
    }

    void followsPointersBackwardsAndResumesBehindTheFirst() {
        // 0: "com", 5: "example" -> 0, 15: "www" -> 5
        const Bytes message = fromHex("03636f6d00 076578616d706c65c000 03777777c005");
        const Outcome outcome = read(message, 15);
        QCOMPARE(outcome.defect, dns::Defect::None);
        QCOMPARE(outcome.canonical, std::string("www.example.com"));
        QCOMPARE(outcome.offset, message.size());
    }

    void refusesPointers_data() {
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<int>("start");
        QTest::addColumn<dns::Defect>("defect");
        using dns::Defect;
        QTest::newRow("to itself") << QByteArray("c000") << 0 << Defect::PointerChain;
        QTest::newRow("outside") << QByteArray("ffff") << 0 << Defect::Truncated;
        QTest::newRow("into its own labels")
            << QByteArray("0161 0162 c002") << 0 << Defect::NameTooLong;
        QTest::newRow("back and forth") << QByteArray("c002 c000") << 2 << Defect::PointerChain;
        QTest::newRow("loop over a label")
            << QByteArray("00 0161 c001") << 1 << Defect::NameTooLong;
        QTest::newRow("loop over a long label")
            << QByteArray("06616263646566 c000") << 0 << Defect::NameTooLong;
    }
    void refusesPointers() {
        QFETCH(QByteArray, hex);
        QFETCH(int, start);
        const Outcome outcome = read(fromHex(hex.toStdString()), static_cast<std::size_t>(start));
        QFETCH(dns::Defect, defect);
        QCOMPARE(outcome.defect, defect);
        QVERIFY(outcome.canonical.empty());
    }

    /// Resolvers follow such a pointer, so somebody may use it to hide a name.
    void readsPointersForwardAndSaysSo() {
        const Outcome outcome = read(fromHex("c004 0001 0161 00"), 0);
        QCOMPARE(outcome.defect, dns::Defect::ForwardPointer);
        QCOMPARE(outcome.canonical, std::string("a"));
        const Outcome behind = read(fromHex("0162 c006 0001 0161 00"), 0);
        QCOMPARE(behind.canonical, std::string("b.a"));
    }

    void boundsTheChainOfPointers() {
        // Each pointer points to the one before it; all are strictly backwards.
        const auto chain = [](std::size_t pointers) {
            Bytes message = fromHex("00 00");
            for (std::size_t i = 0; i < pointers; ++i)
                append16(message, static_cast<std::uint16_t>(0xc000U + i * 2));
            return message;
        };
        QCOMPARE(read(chain(128), 256).defect, dns::Defect::None);
        QCOMPARE(read(chain(129), 258).defect, dns::Defect::PointerChain);
    }

    void acceptsTheLongestNameAndNothingLonger() {
        const Bytes labels = join({labelOf('a', 63), labelOf('b', 63), labelOf('c', 63)});
        const Bytes root = fromHex("00");
        const Outcome longest = read(join({labels, labelOf('d', 61), root}));
        QCOMPARE(longest.defect, dns::Defect::None);
        QCOMPARE(longest.canonical.size(), std::size_t{253});
        QCOMPARE(read(join({labels, labelOf('d', 62), root})).defect, dns::Defect::NameTooLong);
    }

    void refusesALongNamePutTogetherByPointers() {
        Bytes message = join({labelOf('a', 63), labelOf('b', 63), labelOf('c', 63), fromHex("00")});
        const std::size_t start = message.size();
        append(message, join({labelOf('d', 63), fromHex("c000")}));
        QCOMPARE(read(message, start).defect, dns::Defect::NameTooLong);
    }

    void writesAllEscapesOfTheLongestName() {
        // 255 bytes on the wire, every one of which needs four characters.
        Bytes message;
        for (int i = 0; i < 3; ++i)
            append(message, labelOf('\x01', 63));
        append(message, join({labelOf('\x01', 61), fromHex("00")}));
        QCOMPARE(read(message).canonical.size(), std::size_t{4 * 250 + 3});
    }

    void refusesRetiredLabelTypes() {
        QCOMPARE(read(fromHex("41 00")).defect, dns::Defect::BadLabel);
        QCOMPARE(read(fromHex("80 00")).defect, dns::Defect::BadLabel);
    }

    void noticesTheEndAnywhereInsideTheName() {
        const Bytes whole = join({wireName("www.example.com"), fromHex("03667470c004")});
        for (std::size_t length = 0; length < 17; ++length) {
            const Bytes part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
            QCOMPARE(read(part).defect, dns::Defect::Truncated);
        }
        const Bytes halfPointer(whole.begin(), whole.end() - 1);
        QCOMPARE(read(halfPointer, 17).defect, dns::Defect::Truncated);
    }

    void skipsTheLongestNameAndNothingLonger() {
        const Bytes labels = join({labelOf('a', 63), labelOf('b', 63), labelOf('c', 63)});
        const auto skip = [&](std::size_t last) {
            const Bytes name = join({labels, labelOf('d', last), fromHex("00")});
            WireCursor cursor(name);
            return dns::skipName(cursor);
        };
        QCOMPARE(skip(61), dns::Defect::None);
        QCOMPARE(skip(62), dns::Defect::NameTooLong);
    }

    void skipsNamesByTheSameRules() {
        const Bytes message = join({wireName("example.com"), fromHex("03777777c000 c0ff 41")});
        WireCursor cursor(message);
        QCOMPARE(dns::skipName(cursor), dns::Defect::None);
        QCOMPARE(cursor.offset(), std::size_t{13});
        QCOMPARE(dns::skipName(cursor), dns::Defect::None);
        QCOMPARE(cursor.offset(), std::size_t{19});
        QCOMPARE(dns::skipName(cursor), dns::Defect::ForwardPointer);
        cursor.seek(21);
        QCOMPARE(dns::skipName(cursor), dns::Defect::BadLabel);
        cursor.seek(22);
        QCOMPARE(dns::skipName(cursor), dns::Defect::Truncated);
    }
};

BEACONSCOPE_TEST(TestDnsNames)
#include "test_dns_names.moc"
