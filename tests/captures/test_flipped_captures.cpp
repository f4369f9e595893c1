// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/packet_source.h"
#include "core/input/sources/open_source.h"
#include "core/network/dns_extractor.h"
#include "core/network/query_rows.h"
#include "tests/support/memory_stream.h"
#include "tests/support/shared_captures.h"
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
constexpr qint64 kMostBytes = 128 * 1024;

Bytes startOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray content = file.read(kMostBytes);
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

} // namespace

/// Copies of the real captures with flipped bits are read without a crash and without a hang; what
/// the sanitizers see is an error too.
class TestFlippedCaptures : public QObject {
    Q_OBJECT

private slots:
    void survivesFlippedBits_data() {
        if (testing::sharedCaptures().empty())
            QSKIP("no shared captures in BEACONSCOPE_CAPTURES: entire test skipped");
        QTest::addColumn<QString>("path");
        const QDir folder(QString::fromStdString(testing::sharedCaptures()));
        for (const QFileInfo& file : folder.entryInfoList({"*__*"}, QDir::Files))
            QTest::newRow(qPrintable(file.fileName())) << file.filePath();
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
};

BEACONSCOPE_TEST(TestFlippedCaptures)
#include "test_flipped_captures.moc"
