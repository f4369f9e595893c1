// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/byte_order.h"
#include "core/input/decompression.h"
#include "core/input/pcap_file.h"
#include "core/input/pcap_reader.h"
#include "tests/support/capture_folders.h"
#include "tests/support/memory_stream.h"
#include "tests/support/pcap_builder.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QTest>

#include <fmt/core.h>

#include <algorithm>
#include <random>

using namespace beaconscope;
using namespace beaconscope::testing;
using input::PacketSource;
using input::PeekedStream;
using input::ReadState;

namespace {

constexpr std::size_t kFileHeader = 24;

Bytes packetOf(const std::string& name) {
    return ethernet(udpPacket({"10.0.0.1", 4000}, {"10.0.0.2", 53}, dnsQuery(1, name)));
}

std::unique_ptr<PeekedStream> streamOf(const Bytes& file, std::size_t mostAtOnce) {
    return std::make_unique<PeekedStream>(std::make_unique<MemoryStream>(file, mostAtOnce));
}

/// All that a source gives, as text.
std::string textOf(Result<std::unique_ptr<PacketSource>> source) {
    if (!source)
        return describe(source.error());
    std::string text;
    input::Packet packet;
    ReadState state = ReadState::More;
    while ((state = (*source)->next(packet)) == ReadState::More) {
        text += fmt::format("{} {} {} {} {} {}:", packet.number, nanosecondsSinceEpoch(packet.time),
                            static_cast<std::uint32_t>(packet.linkType), packet.originalLength,
                            packet.fileOffset, packet.bytes.size());
        for (const std::byte byte : packet.bytes)
            text += static_cast<char>(byte);
    }
    if (state == ReadState::Damaged)
        text += describe((*source)->error());
    return text + (*source)->formatDescription();
}

/// Whether the snap length is so small that packets are longer.
bool isLimited(const Bytes& file) {
    constexpr std::uint32_t kLongest = 200;
    if (file.size() < kFileHeader)
        return false;
    const bool isBigEndian = file[0] == std::byte{0xa1};
    const std::uint32_t snapLength = isBigEndian ? big32(file, 16) : little32(file, 16);
    return snapLength != 0 && snapLength < kLongest;
}

bool isReadAlike(const Bytes& file, std::size_t mostAtOnce = SIZE_MAX) {
    // libpcap cuts packets that are longer than the snap length of the file. Here they are whole,
    // so it gets the same file with the largest snap length.
    Bytes forLibpcap = file;
    if (isLimited(file))
        std::ranges::copy(file[0] == std::byte{0xa1} ? fromHex("00040000") : fromHex("00000400"),
                          forLibpcap.begin() + 16);
    const auto textWithoutSnapLength = [](const std::string& text) {
        return text.substr(0, text.rfind("snap length"));
    };
    return textWithoutSnapLength(textOf(input::openPcap(streamOf(file, mostAtOnce)))) ==
           textWithoutSnapLength(textOf(input::openWithLibpcap(streamOf(forLibpcap, mostAtOnce))));
}

Bytes fileOf(PcapStyle style) {
    PcapBuilder file(style);
    file.add(timestampFromSeconds(1'700'000'000, 123'456'789), packetOf("a.example"));
    file.add(timestampFromSeconds(4'200'000'000, 999'999'000), packetOf("b.example"), 1'500);
    file.add(timestampFromSeconds(1, 0), {});
    return file.bytes();
}

/// A capture that comes with the tests, unpacked.
Bytes unpacked(const std::string& path) {
    auto bytes = std::make_unique<PeekedStream>(std::move(*input::openByteStream(path)));
    const input::Compression compression = input::compressionOf(bytes->head());
    const auto plain = input::decompress(compression, std::move(bytes));
    Bytes all(std::size_t{1} << 20U);
    std::size_t size = 0;
    while (const std::size_t more = input::readFully(*plain, std::span(all).subspan(size))) {
        size += more;
        all.resize(2 * size);
    }
    all.resize(size);
    return all;
}

} // namespace

class TestPcapReader : public QObject {
    Q_OBJECT

private slots:
    void aFileIsReadAsByLibpcapWhateverIsWrongWithIt_data() {
        QTest::addColumn<bool>("nanoseconds");
        QTest::addColumn<bool>("bigEndian");
        QTest::addColumn<quint32>("linkType");
        for (const auto type :
             {input::LinkType::Ethernet, input::LinkType::Raw, input::LinkType::PfLog,
              input::LinkType::AtmRfc1483, input::LinkType::DsaTagDsa, input::LinkType::NfLog,
              input::LinkType{220}}) {
            for (const int kind : {0, 1, 2, 3}) {
                const auto number = static_cast<quint32>(type);
                QTest::addRow("%u, kind %d", number, kind)
                    << ((kind & 1) != 0) << ((kind & 2) != 0) << number;
            }
        }
    }
    void aFileIsReadAsByLibpcapWhateverIsWrongWithIt() {
        QFETCH(bool, nanoseconds);
        QFETCH(bool, bigEndian);
        QFETCH(quint32, linkType);
        const Bytes whole =
            fileOf({static_cast<input::LinkType>(linkType), nanoseconds, bigEndian});
        QVERIFY(isReadAlike(whole));
        QVERIFY(isReadAlike(whole, 7));
        for (std::size_t size = 4; size < whole.size(); ++size)
            QVERIFY2(isReadAlike(Bytes(whole.begin(), whole.begin() + static_cast<int>(size))),
                     qPrintable(QStringLiteral("cut to %1 bytes").arg(size)));
        for (std::size_t i = 4; i < whole.size(); ++i) {
            for (const int flipped : {0x01, 0x04, 0x80, 0xff}) {
                Bytes damaged = whole;
                damaged[i] ^= static_cast<std::byte>(flipped);
                QVERIFY2(isReadAlike(damaged),
                         qPrintable(QStringLiteral("byte %1 flipped by %2").arg(i).arg(flipped)));
            }
        }
    }

    /// A tool that joins files may keep the snap length of the first.
    void aPacketBeyondTheSnapLengthIsReadAsAWhole() {
        Bytes file = fileOf({});
        file[16] = std::byte{40};
        file[17] = file[18] = file[19] = std::byte{0};
        QVERIFY(isReadAlike(file));
        auto source = input::openPcap(streamOf(file, SIZE_MAX));
        input::Packet packet;
        QCOMPARE((*source)->next(packet), ReadState::More);
        QCOMPARE(packet.bytes.size(), packetOf("a.example").size());
        QCOMPARE((*source)->next(packet), ReadState::More);
        QCOMPARE(packet.fileOffset, kFileHeader + 16 + packetOf("a.example").size());
    }

    void saysWhereZerosTakeThePlaceOfPackets() {
        Bytes file = fileOf({});
        const std::size_t offset = file.size();
        file.resize(file.size() + 4'096);
        auto source = input::openPcap(streamOf(file, SIZE_MAX));
        input::Packet packet;
        for (int i = 0; i < 3; ++i)
            QCOMPARE((*source)->next(packet), ReadState::More);
        for (int i = 0; i < 2; ++i) {
            QCOMPARE((*source)->next(packet), ReadState::Damaged);
            QVERIFY((*source)->error().message.find("filled with zeros") != std::string::npos);
            QCOMPARE(*(*source)->error().byteOffset, std::uint64_t{offset});
        }
    }

    void theCapturesOfTheTestsAreReadAsByLibpcap() {
        const QString folder = QString::fromStdString(ownCaptures());
        int files = 0;
        std::mt19937 random(5);
        for (const QString& name : QDir(folder).entryList({QStringLiteral("*.pcap.*")})) {
            Bytes whole = unpacked((folder + QLatin1Char('/') + name).toStdString());
            // The largest snap length, so that damage cannot make a packet longer.
            std::ranges::copy(fromHex("00000400"), whole.begin() + 16);
            QVERIFY2(isReadAlike(whole), qPrintable(name));
            for (int i = 0; i < 40; ++i) {
                Bytes damaged = whole;
                damaged.resize(4 + random() % (whole.size() - 4));
                QVERIFY2(isReadAlike(damaged), qPrintable(name));
                damaged[4 + random() % (damaged.size() - 4)] ^=
                    static_cast<std::byte>(1U << random() % 8);
                QVERIFY2(isReadAlike(damaged), qPrintable(name));
            }
            ++files;
        }
        QVERIFY(files >= 10);
    }
};

BEACONSCOPE_TEST(TestPcapReader)
#include "test_pcap_reader.moc"
