// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/packet_source.h"
#include "core/input/sources/open_source.h"
#include "tests/support/bound_by_permissions.h"
#include "tests/support/pcap_builder.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <vector>

using namespace beaconscope;
using namespace beaconscope::testing;
using input::ReadState;

namespace {

const Timestamp kTime = timestampFromSeconds(1'700'000'000, 123'456'789);

Bytes packet() {
    return ethernet(udpPacket({"10.0.0.1", 4000}, {"10.0.0.2", 53}, dnsQuery(1, "a.example")));
}

struct Reading {
    std::vector<input::Packet> packets; // without their bytes, which are gone
    ReadState end = ReadState::More;
    Error error;
    std::string format;
    std::uint64_t bytesRead = 0;
};

Reading readAll(const std::string& path) {
    Reading reading;
    auto source = input::openPacketSource(path);
    if (!source) {
        reading.end = ReadState::Damaged;
        reading.error = source.error();
        return reading;
    }
    input::Packet next;
    while ((reading.end = (*source)->next(next)) == ReadState::More) {
        reading.packets.push_back(next);
        reading.packets.back().bytes = {};
    }
    if (reading.end == ReadState::Damaged)
        reading.error = (*source)->error();
    reading.format = (*source)->formatDescription();
    reading.bytesRead = (*source)->bytesRead();
    return reading;
}

} // namespace

class TestCaptureSource : public QObject {
    Q_OBJECT

private slots:
    void readsEveryKindOfPcap_data() {
        QTest::addColumn<bool>("nanoseconds");
        QTest::addColumn<bool>("bigEndian");
        QTest::addColumn<QByteArray>("format");
        QTest::newRow("µs, little")
            << false << false << QByteArray("pcap, microseconds, little-endian");
        QTest::newRow("µs, big") << false << true << QByteArray("pcap, microseconds, big-endian");
        QTest::newRow("ns, little")
            << true << false << QByteArray("pcap, nanoseconds, little-endian");
        QTest::newRow("ns, big") << true << true << QByteArray("pcap, nanoseconds, big-endian");
    }
    void readsEveryKindOfPcap() {
        QFETCH(bool, nanoseconds);
        QFETCH(bool, bigEndian);
        QFETCH(QByteArray, format);
        PcapBuilder builder({.nanoseconds = nanoseconds, .bigEndian = bigEndian});
        builder.add(kTime, packet()).add(kTime + Duration(1'000'000), packet(), 1000);
        const Reading reading = readAll(write(builder.bytes()));
        QCOMPARE(reading.end, ReadState::End);
        QCOMPARE(reading.packets.size(), std::size_t{2});
        const Timestamp expected = nanoseconds ? kTime : kTime - Duration(789);
        QCOMPARE(nanosecondsSinceEpoch(reading.packets[0].time), nanosecondsSinceEpoch(expected));
        QCOMPARE(reading.packets[0].number, std::uint64_t{1});
        QCOMPARE(reading.packets[0].fileOffset, std::uint64_t{24});
        QCOMPARE(reading.packets[1].fileOffset, 24 + 16 + std::uint64_t{packet().size()});
        QCOMPARE(reading.packets[1].originalLength, 1000U);
        QCOMPARE(reading.bytesRead, std::uint64_t{builder.bytes().size()});
        QVERIFY2(QByteArray::fromStdString(reading.format).startsWith(format),
                 reading.format.c_str());
    }

    /// Seconds are unsigned: the format lasts until 2106.
    void readsTimesAfter2038() {
        const Timestamp last = timestampFromSeconds(0xffff'ffff, 999'999'000);
        PcapBuilder builder;
        builder.add(last, packet());
        const Reading reading = readAll(write(builder.bytes()));
        QCOMPARE(reading.packets.size(), std::size_t{1});
        QCOMPARE(nanosecondsSinceEpoch(reading.packets[0].time), nanosecondsSinceEpoch(last));
    }

    void keepsWhatCameBeforeTheCut() {
        PcapBuilder builder;
        builder.add(kTime, packet()).add(kTime, packet()).add(kTime, packet());
        const std::size_t record = 16 + packet().size();
        for (const std::size_t cut : {std::size_t{1}, packet().size(), record - 1}) {
            Bytes bytes = builder.bytes();
            bytes.resize(bytes.size() - cut);
            const Reading reading = readAll(write(bytes));
            QCOMPARE(reading.end, ReadState::Damaged);
            QCOMPARE(reading.packets.size(), std::size_t{2});
            QCOMPARE(reading.error.packetNumber, std::optional<std::uint64_t>(3));
            QCOMPARE(reading.error.byteOffset, std::optional<std::uint64_t>(24 + 2 * record));
            QVERIFY(QByteArray::fromStdString(reading.error.message).contains("truncated"));
        }
    }

    void stopsAtAnImpossibleRecordLength() {
        PcapBuilder builder;
        builder.add(kTime, packet());
        Bytes bytes = builder.bytes();
        append(bytes, fromHex("00000000 00000000 ffffff7f ffffff7f"));
        append(bytes, Bytes(1000));
        const Reading reading = readAll(write(bytes));
        QCOMPARE(reading.end, ReadState::Damaged);
        QCOMPARE(reading.packets.size(), std::size_t{1});
        QCOMPARE(reading.error.packetNumber, std::optional<std::uint64_t>(2));
    }

    void readsACaptureWithoutPackets() {
        const Reading reading = readAll(write(PcapBuilder().bytes()));
        QCOMPARE(reading.end, ReadState::End);
        QVERIFY(reading.packets.empty());
    }

    void saysWhyAFileCannotBeOpened_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("empty") << QByteArray() << QByteArray("is empty");
        QTest::newRow("text")
            << QByteArray("GET / HTTP/1.1\r\nHost: x\r\n")
            << QByteArray("is not a capture file: it starts with the text \"GET / HTTP/1.1\"");
        QTest::newRow("binary") << QByteArray("\x7f"
                                              "ELF\x02\x01",
                                              6)
                                << QByteArray("is not a capture file: it is a program");
        QTest::newRow("two bytes")
            << QByteArray("\xd4\xc3")
            << QByteArray("is not a capture file: it starts with the bytes d4 c3");
        QTest::newRow("half a header")
            << QByteArray("\xd4\xc3\xb2\xa1\x02\x00\x04\x00", 8) << QByteArray("truncated");
    }
    void saysWhyAFileCannotBeOpened() {
        QFETCH(QByteArray, content);
        QFETCH(QByteArray, message);
        const auto* data = reinterpret_cast<const std::byte*>(content.constData());
        const Reading reading = readAll(write(Bytes(data, data + content.size())));
        QCOMPARE(reading.end, ReadState::Damaged);
        QVERIFY2(QByteArray::fromStdString(reading.error.message).contains(message),
                 reading.error.message.c_str());
    }

    void saysThatAPathIsNoFile() {
        QCOMPARE(readAll(m_folder.filePath("missing.pcap").toStdString()).error.message,
                 std::string("does not exist"));
        QCOMPARE(readAll(m_folder.path().toStdString()).error.message,
                 std::string("is a directory, not a capture file"));
    }

    void saysThatAFileMayNotBeRead() {
        const std::string path = write(PcapBuilder().bytes());
        QVERIFY(QFile::setPermissions(QString::fromStdString(path), QFile::Permissions()));
        const Reading reading = boundByPermissions([&] { return readAll(path); });
        QCOMPARE(reading.error.message, std::string("no permission to read it"));
    }

private:
    std::string write(const Bytes& bytes) {
        const QString path = m_folder.filePath(QString("%1.pcap").arg(m_files++));
        writeFile(path.toStdString(), bytes);
        return path.toStdString();
    }

    QTemporaryDir m_folder;
    int m_files = 0;
};

BEACONSCOPE_TEST(TestCaptureSource)
#include "test_capture_source.moc"
