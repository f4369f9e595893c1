// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/sources/open_source.h"
#include "tests/support/memory_stream.h"
#include "tests/support/packet_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <string>

using namespace beaconscope;
using namespace beaconscope::testing;

namespace {

Bytes packet() {
    return ethernet(udpPacket({"10.0.0.1", 4000}, {"10.0.0.2", 53}, dnsQuery(1, "a.example")));
}

std::string hex(std::uint64_t value, int bytes, bool isBig) {
    std::string text;
    for (int i = 0; i < bytes; ++i) {
        const int shift = 8 * (isBig ? bytes - 1 - i : i);
        const auto byte = static_cast<unsigned>(value >> shift) & 0xffU;
        text += "0123456789abcdef"[byte >> 4U];
        text += "0123456789abcdef"[byte & 15U];
    }
    return text;
}
Bytes big(std::uint64_t value, int bytes = 4) {
    return fromHex(hex(value, bytes, true));
}
Bytes little(std::uint64_t value, int bytes = 4) {
    return fromHex(hex(value, bytes, false));
}

Bytes snoopHeader(unsigned version = 2, unsigned linkType = 4) {
    return join({fromHex("736e6f6f70000000"), big(version), big(linkType)});
}
/// RFC 1761: lengths on the wire, in the file and of the record, drops, time.
Bytes snoopRecord(const Bytes& content, unsigned padding) {
    const std::size_t length = content.size();
    return join({big(length + 6), big(length), big(24 + length + padding), big(0),
                 big(1'700'000'000), big(250'000), content, Bytes(padding)});
}

/// The header of Network Monitor's captures, which takes 128 bytes.
Bytes netMonHeader(unsigned minor, std::size_t framesEnd, unsigned type = 1) {
    Bytes header = join({fromHex("474d4255"), little(minor, 1), little(2, 1), little(type, 2)});
    for (const unsigned part : {2023U, 11U, 2U, 14U, 22U, 13U, 20U, 250U})
        append(header, little(part, 2)); // year, month, weekday, day, hour, minute, second, ms
    append(header, little(framesEnd));
    header.resize(128);
    return header;
}
/// 133444736002500000 is 2023-11-14T22:13:20.25Z, in steps of 100 ns since 1601.
Bytes netMonFrame(unsigned minor, const Bytes& content, unsigned type = 1) {
    Bytes frame =
        join({little(2'000'000, 8), little(content.size()), little(content.size()), content});
    if (minor >= 1)
        append(frame, little(type, 2));
    if (minor >= 2)
        append(frame, little(0, 4));
    if (minor >= 3)
        append(frame, join({little(133'444'736'002'500'000, 8), little(0, 1)}));
    return frame;
}

/// What is read of a file, a packet a line: its number, time, lengths, link type and place.
QByteArray readAll(const Bytes& file) {
    auto source = input::openPacketSource(std::make_unique<MemoryStream>(file, 7));
    if (!source)
        return QByteArray::fromStdString(source.error().message);
    std::string text;
    input::Packet one;
    input::ReadState state = (*source)->next(one);
    for (; state == input::ReadState::More; state = (*source)->next(one))
        text += std::to_string(one.number) + ' ' + toIso8601(one.time) + ' ' +
                std::to_string(one.bytes.size()) + '/' + std::to_string(one.originalLength) + ' ' +
                toString(one.linkType) + " @" + std::to_string(one.fileOffset) + '\n';
    text += state == input::ReadState::End ? (*source)->formatDescription()
                                           : describe((*source)->error());
    return QByteArray::fromStdString(text);
}

} // namespace

/// Captures of snoop and of Microsoft's Network Monitor.
class TestOtherCaptures : public QObject {
    Q_OBJECT

private slots:
    void readsSnoop() {
        const Bytes file =
            join({snoopHeader(), snoopRecord(packet(), 3), snoopRecord(packet(), 0)});
        const QByteArray size = QByteArray::number(qulonglong(packet().size()));
        const QByteArray wire = QByteArray::number(qulonglong(packet().size() + 6));
        QCOMPARE(readAll(file), "1 2023-11-14T22:13:20.250000000Z " + size + '/' + wire +
                                    " Ethernet @16\n" + "2 2023-11-14T22:13:20.250000000Z " + size +
                                    '/' + wire + " Ethernet @" +
                                    QByteArray::number(qulonglong(16 + 24 + packet().size() + 3)) +
                                    "\nsnoop, microseconds, Ethernet");
    }

    void refusesSnoopThatItCannotRead() {
        QCOMPARE(readAll(snoopHeader(3)),
                 QByteArray("is a snoop capture of version 3; only version 2 is read"));
        QVERIFY(readAll(snoopHeader(2, 5)).contains("of the link type 5"));
        QCOMPARE(readAll(fromHex("736e6f6f7000000000000002")),
                 QByteArray("is truncated: it ends inside the header of the file"));
    }

    void readsSnoopUpToItsDamage_data() {
        QTest::addColumn<QByteArray>("record");
        QTest::addColumn<QByteArray>("problem");
        const auto row = [](const char* title, const Bytes& record, const char* problem) {
            QTest::newRow(title) << QByteArray(reinterpret_cast<const char*>(record.data()),
                                               int(record.size()))
                                 << QByteArray(problem);
        };
        row("cut in the header", Bytes(10), "is truncated");
        row("cut in the packet",
            join({big(60), big(60), big(84), big(0), big(1), big(0), Bytes(9)}), "is truncated");
        row("record shorter than its header", join({big(0), big(0), big(23), Bytes(12)}),
            "impossible length");
        row("packet longer than its record", join({big(60), big(60), big(83), Bytes(72)}),
            "impossible length");
        row("huge record", join({big(1), big(1), big(0xffff'ffff), Bytes(12)}),
            "impossible length");
    }
    void readsSnoopUpToItsDamage() {
        QFETCH(QByteArray, record);
        QFETCH(QByteArray, problem);
        const auto bytes = std::as_bytes(std::span(record.constData(), std::size_t(record.size())));
        const QByteArray read = readAll(
            join({snoopHeader(), snoopRecord(packet(), 1), Bytes(bytes.begin(), bytes.end())}));
        QVERIFY2(read.startsWith("1 2023") && read.contains(problem) && read.contains("packet 2"),
                 read.constData());
    }

    void readsNetMon_data() {
        QTest::addColumn<unsigned>("minor");
        QTest::addColumn<QByteArray>("time");
        QTest::addColumn<QByteArray>("format");
        for (const unsigned minor : {0U, 1U, 2U})
            QTest::addRow("2.%u", minor) << minor << QByteArray("2023-11-14T22:13:22.250000000Z")
                                         << "NetMon 2." + QByteArray::number(minor) +
                                                ", times without a time zone, taken for UTC";
        QTest::newRow("2.3") << 3U << QByteArray("2023-11-14T22:13:20.250000000Z")
                             << QByteArray("NetMon 2.3");
    }
    void readsNetMon() {
        QFETCH(unsigned, minor);
        QFETCH(QByteArray, time);
        QFETCH(QByteArray, format);
        const Bytes frame = netMonFrame(minor, packet());
        const Bytes file = join({netMonHeader(minor, 128 + 2 * frame.size()), frame, frame,
                                 fromHex("80000000 ffffffff")}); // the table of frames
        const QByteArray size = QByteArray::number(qulonglong(packet().size()));
        const QByteArray rest = ' ' + size + '/' + size + " Ethernet @";
        QCOMPARE(readAll(file), "1 " + time + rest + "128\n2 " + time + rest +
                                    QByteArray::number(qulonglong(128 + frame.size())) + '\n' +
                                    format);
    }

    /// The difference of two times then always fits into a Duration.
    void keepsTimesWithinTheRange() {
        Bytes header = netMonHeader(0, 0);
        header[8] = std::byte{0x43}; // the year 2115
        header[9] = std::byte{0x08};
        Bytes frame = netMonFrame(0, packet());
        std::fill_n(frame.begin(), 8, std::byte{0xff}); // microseconds since then
        QVERIFY(readAll(join({header, frame}))
                    .startsWith(QByteArray::fromStdString("1 " + toIso8601(kLatest))));
    }

    void followsTheTypeOfEachFrame() {
        const Bytes wireless = join({fromHex("02 0800 0000000000"), Bytes(30)});
        const Bytes file =
            join({netMonHeader(3, 0), netMonFrame(3, packet(), 0xfffd), // a note, no packet
                  netMonFrame(3, Bytes(20), 0xe000 + 101), netMonFrame(3, wireless, 6)});
        const QByteArray read = readAll(file);
        QVERIFY2(read.contains(" 20/20 raw IP @") && read.contains(" 30/38 802.11 @") &&
                     read.startsWith("2 "),
                 read.constData());
    }

    void readsNetMonUpToItsDamage() {
        const Bytes whole = join({netMonHeader(3, 0), netMonFrame(3, packet())});
        for (std::size_t cut = 1; cut < netMonFrame(3, packet()).size(); ++cut) {
            Bytes file = whole;
            append(file, netMonFrame(3, packet()));
            file.resize(file.size() - cut);
            const QByteArray read = readAll(file);
            QVERIFY2(read.startsWith("1 2023") && read.contains("is truncated"), read.constData());
        }
        const QByteArray huge =
            readAll(join({whole, little(0, 8), little(9), little(0xffff'fff0), Bytes(40)}));
        QVERIFY2(huge.contains("impossible length"), huge.constData());
        QVERIFY(readAll(fromHex("474d4255 0302 0100")).contains("inside the header of the file"));
    }
};

BEACONSCOPE_TEST(TestOtherCaptures)
#include "test_other_captures.moc"
