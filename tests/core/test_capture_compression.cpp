// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/packet_source.h"
#include "core/input/sources/open_source.h"
#include "tests/support/memory_stream.h"
#include "tests/support/pcap_builder.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>
#include <QTest>

#include <lz4frame.h>
#include <zlib.h>
#include <zstd.h>

using namespace beaconscope;
using namespace beaconscope::testing;
using input::ReadState;

namespace {

Bytes gzip(const Bytes& plain) {
    z_stream state{};
    deflateInit2(&state, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    Bytes packed(deflateBound(&state, plain.size()));
    Bytes input = plain; // zlib's type is not const
    state.next_in = reinterpret_cast<Bytef*>(input.data());
    state.avail_in = static_cast<uInt>(input.size());
    state.next_out = reinterpret_cast<Bytef*>(packed.data());
    state.avail_out = static_cast<uInt>(packed.size());
    deflate(&state, Z_FINISH);
    packed.resize(state.total_out);
    deflateEnd(&state);
    return packed;
}

Bytes zstd(const Bytes& plain) {
    Bytes packed(ZSTD_compressBound(plain.size()));
    packed.resize(ZSTD_compress(packed.data(), packed.size(), plain.data(), plain.size(), 1));
    return packed;
}

Bytes lz4(const Bytes& plain) {
    Bytes packed(LZ4F_compressFrameBound(plain.size(), nullptr));
    packed.resize(
        LZ4F_compressFrame(packed.data(), packed.size(), plain.data(), plain.size(), nullptr));
    return packed;
}

using Pack = Bytes (*)(const Bytes&);

struct Reading {
    std::size_t packets = 0;
    ReadState end = ReadState::Damaged;
    std::string message;
    std::uint64_t bytesRead = 0;
};

} // namespace

Q_DECLARE_METATYPE(Pack)

class TestCaptureCompression : public QObject {
    Q_OBJECT

private slots:
    void readsPackedCaptures_data() { addPackings(); }
    void readsPackedCaptures() {
        QFETCH(Pack, pack);
        const Bytes packed = pack(capture());
        const Reading reading = read(packed);
        QCOMPARE(reading.end, ReadState::End);
        QCOMPARE(reading.packets, kPackets);
        QCOMPARE(reading.bytesRead, std::uint64_t{packed.size()});
    }

    /// As through a pipe whose writer is slow.
    void readsWhatComesByteByByte_data() {
        addPackings();
        QTest::newRow("not packed") << Pack([](const Bytes& plain) { return plain; });
    }
    void readsWhatComesByteByByte() {
        QFETCH(Pack, pack);
        const Bytes packed = pack(capture());
        const Reading reading =
            readSource(input::openPacketSource(std::make_unique<MemoryStream>(packed, 1)));
        QCOMPARE(reading.end, ReadState::End);
        QCOMPARE(reading.packets, kPackets);
        QCOMPARE(reading.bytesRead, std::uint64_t{packed.size()});
    }

    void readsPartsThatWerePackedOneByOne_data() { addPackings(); }
    void readsPartsThatWerePackedOneByOne() {
        QFETCH(Pack, pack);
        const Bytes plain = capture();
        const auto middle = plain.begin() + static_cast<std::ptrdiff_t>(plain.size() / 3);
        const Reading reading =
            read(join({pack({plain.begin(), middle}), pack({middle, plain.end()})}));
        QCOMPARE(reading.end, ReadState::End);
        QCOMPARE(reading.packets, kPackets);
    }

    void keepsWhatCameBeforeTheCut_data() { addPackings(); }
    void keepsWhatCameBeforeTheCut() {
        QFETCH(Pack, pack);
        Bytes packed = pack(capture());
        packed.resize(packed.size() * 2 / 3);
        const Reading reading = read(packed);
        QCOMPARE(reading.end, ReadState::Damaged);
        QVERIFY(reading.packets > 0 && reading.packets < kPackets);
        QVERIFY2(QByteArray::fromStdString(reading.message).contains("ends too early"),
                 reading.message.c_str());
    }

    void noticesDamage_data() { addPackings(); }
    void noticesDamage() {
        QFETCH(Pack, pack);
        Bytes packed = pack(capture());
        for (std::size_t i = packed.size() / 2; i < packed.size() / 2 + 64; ++i)
            packed[i] = std::byte{0xff};
        const Reading reading = read(packed);
        // A damaged literal may stay a literal; then a record length or the check sum is wrong.
        QVERIFY(reading.end == ReadState::Damaged || reading.packets == kPackets);
    }

    void saysThatPackedTextIsNoCapture_data() { addPackings(); }
    void saysThatPackedTextIsNoCapture() {
        QFETCH(Pack, pack);
        const Reading reading = read(pack(Bytes(100, std::byte{'x'})));
        QVERIFY2(QByteArray::fromStdString(reading.message).contains("is not a capture file"),
                 reading.message.c_str());
    }

private:
    static constexpr std::size_t kPackets = 5000;

    static void addPackings() {
        QTest::addColumn<Pack>("pack");
        QTest::newRow("gzip") << Pack(gzip);
        QTest::newRow("zstd") << Pack(zstd);
        QTest::newRow("lz4") << Pack(lz4);
    }

    static Bytes capture() {
        PcapBuilder builder;
        for (std::size_t i = 0; i < kPackets; ++i) {
            const std::string name = std::to_string(i * 2'654'435'761U) + ".example";
            builder.add(timestampFromSeconds(static_cast<std::int64_t>(i), 0),
                        ethernet(udpPacket({"10.0.0.1", 4000}, {"10.0.0.2", 53},
                                           dnsQuery(static_cast<std::uint16_t>(i), name))));
        }
        return builder.bytes();
    }

    Reading read(const Bytes& file) {
        const std::string path = m_folder.filePath("capture").toStdString();
        writeFile(path, file);
        return readSource(input::openPacketSource(path));
    }

    static Reading readSource(Result<std::unique_ptr<input::PacketSource>> source) {
        Reading reading;
        if (!source) {
            reading.message = source.error().message;
            return reading;
        }
        input::Packet packet;
        while ((reading.end = (*source)->next(packet)) == ReadState::More)
            ++reading.packets;
        reading.message = (*source)->error().message;
        reading.bytesRead = (*source)->bytesRead();
        return reading;
    }

    QTemporaryDir m_folder;
};

BEACONSCOPE_TEST(TestCaptureCompression)
#include "test_capture_compression.moc"
