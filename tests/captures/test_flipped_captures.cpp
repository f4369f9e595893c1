// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/packet_source.h"
#include "core/input/sources/open_source.h"
#include "core/network/dns_extractor.h"
#include "core/network/query_rows.h"
#include "tests/support/capture_folders.h"
#include "tests/support/memory_stream.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <random>
#include <vector>

using namespace beaconscope;

namespace {

using Bytes = std::vector<std::byte>;

// Enough for headers of every kind; larger captures repeat themselves.
constexpr qint64 kMaxBytes = 128 * 1024;

Bytes startOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray content = file.read(kMaxBytes);
    const auto* data = reinterpret_cast<const std::byte*>(content.constData());
    return {data, data + content.size()};
}

/// Flips about one bit in every `spacing` bytes, but leaves the magic number, so that the file
/// still is opened.
void flipBits(Bytes& bytes, std::size_t spacing, std::mt19937_64& random) {
    constexpr std::size_t kMagic = 4;
    if (bytes.size() <= kMagic)
        return;
    std::uniform_int_distribution<std::size_t> place(kMagic, bytes.size() - 1);
    std::uniform_int_distribution<unsigned> bit(0, 7);
    for (std::size_t i = 0; i < bytes.size() / spacing + 1; ++i)
        bytes[place(random)] ^= static_cast<std::byte>(1U << bit(random));
}

/// Reads all that can be read; how many packets that were.
std::size_t readThrough(Bytes bytes) {
    auto source =
        input::openPacketSource(std::make_unique<testing::MemoryStream>(std::move(bytes)));
    if (!source)
        return 0;
    std::string table;
    dns::Message message;
    network::DnsExtractor extractor([&](const dns::DnsPayload& payload) {
        dns::decode(payload.bytes, message);
        network::appendQueryRows(payload, message, table);
    });
    input::Packet packet;
    std::size_t packets = 0;
    while ((*source)->next(packet) == input::ReadState::More) {
        extractor.feed(packet);
        ++packets;
    }
    extractor.finish();
    return packets;
}

bool isDamaged(std::uint64_t packet) {
    return packet % 3 == 0;
}

/// "packet id" of the queries in packets that are left whole, from the generator's table.
QStringList intactRows(const QString& path) {
    QStringList rows;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return rows;
    file.readLine(); // titles
    while (!file.atEnd()) {
        const QStringList column = QString::fromUtf8(file.readLine()).split('\t');
        if (!isDamaged(column[0].toULongLong()))
            rows << column[0] + ' ' + QString::number(column[4].toInt(nullptr, 16));
    }
    return rows;
}

/// The same rows as read, after bits were flipped in every third packet.
QStringList readWithDamage(const std::string& path) {
    QStringList rows;
    auto source = input::openPacketSource(path);
    if (!source)
        return rows;
    dns::Message message;
    network::DnsExtractor extractor([&](const dns::DnsPayload& payload) {
        dns::decode(payload.bytes, message);
        if (!message.isResponse && !isDamaged(payload.packetNumber))
            rows << QStringLiteral("%1 %2").arg(payload.packetNumber).arg(message.id);
    });
    std::mt19937_64 random(1);
    input::Packet packet;
    Bytes damaged;
    while ((*source)->next(packet) == input::ReadState::More) {
        if (isDamaged(packet.number)) {
            damaged.assign(packet.bytes.begin(), packet.bytes.end());
            constexpr std::size_t kSpacing = 10;
            flipBits(damaged, kSpacing, random);
            packet.bytes = damaged;
        }
        extractor.feed(packet);
    }
    extractor.finish();
    return rows;
}

} // namespace

/// Copies of the captures with flipped bits are read without a crash and without a hang; what
/// the sanitizers see is an error too.
class TestFlippedCaptures : public QObject {
    Q_OBJECT

private slots:
    void survivesFlippedBits_data() {
        QTest::addColumn<QString>("path");
        for (const std::string& folder : testing::captureFolders()) {
            const auto files = QDir(QString::fromStdString(folder))
                                   .entryInfoList({"*.pcap*", "*.cap", "*__*"}, QDir::Files);
            QVERIFY2(!files.isEmpty(), folder.c_str());
            for (const QFileInfo& file : files)
                QTest::newRow(qPrintable(file.fileName())) << file.filePath();
        }
    }
    void survivesFlippedBits() {
        QFETCH(QString, path);
        const Bytes original = startOf(path);
        std::mt19937_64 random(original.size()); // the same flips in every run
        QElapsedTimer timer;
        timer.start();
        for (const std::size_t spacing : {std::size_t{20}, std::size_t{200}, std::size_t{2000}}) {
            Bytes bytes = original;
            flipBits(bytes, spacing, random);
            readThrough(std::move(bytes));
        }
        const std::size_t packets = readThrough(original);
        QVERIFY(packets <= original.size());
        QVERIFY2(timer.elapsed() < 30'000, "too slow for its size");
    }

    /// What is flipped within a packet changes nothing that others say, where no message is spread
    /// over several packets.
    void damageStaysInItsPacket_data() {
        QTest::addColumn<QString>("file");
        for (const char* file :
             {"network.pcap", "vlan-mpls-pppoe.pcap", "linux-sll.pcap", "linux-sll2.pcap",
              "raw-ip.pcap", "bsd-loopback.pcap", "ppp.pcap", "wireless-radiotap.pcap",
              "tunnels.pcap", "extension-headers.pcap", "interfaces.pcapng", "packed-zstd.pcap"})
            QTest::newRow(file) << file;
    }
    void damageStaysInItsPacket() {
        QFETCH(QString, file);
        const std::string folder = testing::ownCaptures();
        const auto expected =
            intactRows(QString::fromStdString(folder) + "/oracle/" + file + ".queries.tsv");
        QVERIFY(expected.size() > 10);
        const auto read = readWithDamage(testing::captureFile(folder, file.toStdString()));
        QCOMPARE(read, expected);
    }
};

BEACONSCOPE_TEST(TestFlippedCaptures)
#include "test_flipped_captures.moc"
