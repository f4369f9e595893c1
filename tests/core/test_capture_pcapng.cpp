// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/no_time.h"
#include "core/input/pcapng_reader.h"
#include "tests/support/memory_stream.h"
#include "tests/support/pcapng_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <memory>
#include <vector>

using namespace beaconscope;
using namespace beaconscope::testing;
using input::LinkType;
using input::ReadState;

namespace {

struct Read {
    Timestamp time;
    LinkType linkType;
    Bytes bytes;
    std::uint64_t offset;
};

struct Reading {
    std::vector<Read> packets;
    ReadState end = ReadState::More;
    Error error;
    std::string format;
};

Reading readAll(const Bytes& file) {
    // In pieces as a pipe may give them, which end anywhere in a block.
    input::PcapngReader reader(std::make_unique<MemoryStream>(file, 7));
    Reading reading;
    input::Packet packet;
    while ((reading.end = reader.next(packet)) == ReadState::More) {
        reading.packets.push_back({packet.time, packet.linkType,
                                   Bytes(packet.bytes.begin(), packet.bytes.end()),
                                   packet.fileOffset});
    }
    reading.error = reader.error();
    reading.format = reader.formatDescription();
    return reading;
}

std::int64_t nanoseconds(const Read& packet) {
    return nanosecondsSinceEpoch(packet.time);
}

const Bytes kFive = fromHex("0102030405");

} // namespace

class TestCapturePcapng : public QObject {
    Q_OBJECT

private slots:
    void readsInterfacesThatDifferInEverything_data() {
        QTest::addColumn<bool>("bigEndian");
        QTest::newRow("little") << false;
        QTest::newRow("big") << true;
    }
    void readsInterfacesThatDifferInEverything() {
        QFETCH(bool, bigEndian);
        PcapngBuilder builder(bigEndian);
        builder.interface(1).interface(101, 96, 9).interface(276, 0, 0x80 + 10, 100);
        builder.packet(0, 1'500'000, kFive)
            .packet(1, 1'500'000'001, kFive)
            .packet(2, 1536, kFive); // 1.5 s in units of 1/1024 s
        const Reading reading = readAll(builder.bytes());
        QCOMPARE(reading.end, ReadState::End);
        QCOMPARE(reading.packets.size(), std::size_t{3});
        QCOMPARE(nanoseconds(reading.packets[0]), std::int64_t{1'500'000'000});
        QCOMPARE(nanoseconds(reading.packets[1]), std::int64_t{1'500'000'001});
        QCOMPARE(nanoseconds(reading.packets[2]), std::int64_t{101'500'000'000});
        QVERIFY(reading.packets[1].linkType == LinkType::Raw);
        QVERIFY(reading.packets[2].linkType == LinkType::LinuxSll2);
        for (const Read& packet : reading.packets)
            QVERIFY(packet.bytes == kFive);
        QCOMPARE(reading.format,
                 std::string(bigEndian ? "pcapng, big-endian, " : "pcapng, little-endian, ") +
                     "Ethernet and raw IP and Linux cooked v2, 3 interfaces");
    }

    void readsSectionsOfDifferentByteOrder() {
        PcapngBuilder builder(false);
        builder.interface(1).packet(0, 1, kFive).section(true).interface(101).packet(0, 2, kFive);
        const Reading reading = readAll(builder.bytes());
        QCOMPARE(reading.end, ReadState::End);
        QCOMPARE(reading.packets.size(), std::size_t{2});
        QVERIFY(reading.packets[1].linkType == LinkType::Raw);
    }

    void readsSimpleAndObsoletePackets() {
        PcapngBuilder builder;
        builder.interface(1, 4).packet(0, 7, kFive).block(3, fromHex("05000000 01020304"));
        builder.obsoletePacket(0, 9, kFive);
        const Reading reading = readAll(builder.bytes());
        QCOMPARE(reading.packets.size(), std::size_t{3});
        QCOMPARE(reading.packets[1].bytes.size(), std::size_t{4}); // the snap length
        QCOMPARE(nanoseconds(reading.packets[1]), std::int64_t{7'000});
        QCOMPARE(nanoseconds(reading.packets[2]), std::int64_t{9'000});
    }

    void aSimplePacketHasNoTimeOfItsOwn() {
        PcapngBuilder builder;
        builder.interface(1).simplePacket(kFive);
        const Reading reading = readAll(builder.bytes());
        QVERIFY(reading.packets.at(0).time == kNoTime);
    }

    /// A tool that joins files may keep the snap length of the first.
    void readsWholePacketsThatAreLongerThanTheSnapLength() {
        PcapngBuilder builder;
        builder.interface(1, 4).simplePacket(kFive).packet(0, 1, kFive);
        const Reading reading = readAll(builder.bytes());
        QVERIFY(reading.packets.at(0).bytes == kFive);
        QVERIFY(reading.packets.at(1).bytes == kFive);

        PcapngBuilder filled; // two bytes fill up the block
        filled.interface(1, 6).block(3, fromHex("08000000 010203040506 0000"));
        QCOMPARE(readAll(filled.bytes()).packets.at(0).bytes.size(), std::size_t{6});
    }

    /// Each length is that of the block without the bytes that fill it up.
    void readsBlocksWhoseLengthIsNotRounded() {
        PcapngBuilder builder;
        builder.interface(1).packet(0, 1, kFive);
        Bytes file = builder.bytes();
        constexpr std::size_t kFilled = 40; // of the packet block
        constexpr std::byte kLength{37};
        file[file.size() - kFilled + 4] = kLength;
        file[file.size() - 4] = kLength;
        const Bytes one(file.end() - kFilled, file.end());
        append(file, one);
        const Reading reading = readAll(file);
        QCOMPARE(reading.end, ReadState::End);
        QCOMPARE(reading.packets.size(), std::size_t{2});
        QVERIFY(reading.packets[1].bytes == kFive);
    }

    void saysWhereZerosTakeThePlaceOfPackets() {
        PcapngBuilder builder;
        builder.interface(1).packet(0, 1, kFive);
        Bytes file = builder.bytes();
        const std::size_t offset = file.size();
        file.resize(file.size() + 4'096);
        const Reading reading = readAll(file);
        QCOMPARE(reading.end, ReadState::Damaged);
        QCOMPARE(reading.packets.size(), std::size_t{1});
        QVERIFY(reading.error.message.find("filled with zeros") != std::string::npos);
        QCOMPARE(*reading.error.byteOffset, std::uint64_t{offset});
    }

    void passesOtherBlocks() {
        PcapngBuilder builder;
        builder.block(0xbad, Bytes(100)).interface(1).block(4, Bytes(8));
        builder.block(5, Bytes(300'000)).packet(0, 1, kFive); // more than a buffer
        const Reading reading = readAll(builder.bytes());
        QCOMPARE(reading.end, ReadState::End);
        QCOMPARE(reading.packets.size(), std::size_t{1});
    }

    void readsPacketsLargerThanTheBuffer() {
        PcapngBuilder builder;
        const Bytes large(1'000'000, std::byte{7});
        builder.interface(1).packet(0, 1, large).packet(0, 2, kFive);
        const Reading reading = readAll(builder.bytes());
        QCOMPARE(reading.packets.size(), std::size_t{2});
        QVERIFY(reading.packets[0].bytes == large);
    }

    void keepsWhatCameBeforeTheDamage_data() {
        QTest::addColumn<int>("damage");
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("cut") << 0 << QByteArray("the file ends inside a block");
        QTest::newRow("interface") << 1 << QByteArray("interface 5");
        QTest::newRow("captured length") << 2 << QByteArray("longer than its block");
        QTest::newRow("2 GiB block") << 3 << QByteArray("2147483644 bytes");
        QTest::newRow("short block") << 4 << QByteArray("impossible length 4");
        QTest::newRow("lengths differ") << 5 << QByteArray("two lengths differ");
        QTest::newRow("no byte order") << 6 << QByteArray("without a byte order");
    }
    void keepsWhatCameBeforeTheDamage() {
        QFETCH(int, damage);
        QFETCH(QByteArray, message);
        PcapngBuilder builder;
        builder.interface(1).packet(0, 1, kFive);
        const std::size_t offset = builder.bytes().size();
        builder.packet(damage == 1 ? 5 : 0, 2, kFive);
        Bytes file = builder.bytes();
        const auto put = [&](std::size_t at, const char* hex) {
            const Bytes bytes = fromHex(hex);
            std::copy(bytes.begin(), bytes.end(),
                      file.begin() + static_cast<std::ptrdiff_t>(offset + at));
        };
        if (damage == 0)
            file.resize(file.size() - 3);
        else if (damage == 2)
            put(20, "09000000");
        else if (damage == 3)
            put(4, "fcffff7f");
        else if (damage == 4)
            put(4, "04000000");
        else if (damage == 5)
            put(36, "ff000000");
        else if (damage == 6)
            put(0, "0a0d0d0a");
        const Reading reading = readAll(file);
        QCOMPARE(reading.end, ReadState::Damaged);
        QCOMPARE(reading.packets.size(), std::size_t{1});
        QVERIFY2(QByteArray::fromStdString(reading.error.message).contains(message),
                 reading.error.message.c_str());
        QCOMPARE(reading.error.packetNumber, std::optional<std::uint64_t>(2));
        QCOMPARE(reading.error.byteOffset, std::optional<std::uint64_t>(offset));
    }

    void keepsTimesExactAtEveryResolution_data() {
        QTest::addColumn<int>("resolution");
        QTest::addColumn<quint64>("ticks");
        QTest::addColumn<qint64>("expected");
        QTest::newRow("seconds") << 0 << quint64{1'700'000'000}
                                 << qint64{1'700'000'000'000'000'000};
        QTest::newRow("picoseconds") << 12 << quint64{1'234'567'890'999} << qint64{1'234'567'890};
        QTest::newRow("2^-20") << 0x80 + 20 << quint64{1} << qint64{953};
        QTest::newRow("2^-63") << 0x80 + 63 << quint64{1} << qint64{0};
        QTest::newRow("2^-63, nearly two seconds")
            << 0x80 + 63 << ~quint64{0} << qint64{1'999'999'999};
        QTest::newRow("beyond 2262") << 6 << ~quint64{0} << qint64{nanosecondsSinceEpoch(kLatest)};
    }
    void keepsTimesExactAtEveryResolution() {
        QFETCH(int, resolution);
        QFETCH(quint64, ticks);
        QFETCH(qint64, expected);
        PcapngBuilder builder;
        builder.interface(1, 0, static_cast<std::uint8_t>(resolution)).packet(0, ticks, kFive);
        const Reading reading = readAll(builder.bytes());
        QCOMPARE(reading.packets.size(), std::size_t{1});
        QCOMPARE(static_cast<qint64>(nanoseconds(reading.packets[0])), expected);
    }
};

BEACONSCOPE_TEST(TestCapturePcapng)
#include "test_capture_pcapng.moc"
