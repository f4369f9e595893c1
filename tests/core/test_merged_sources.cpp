// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/byte_stream.h"
#include "core/input/sources/input_files.h"
#include "core/input/sources/merged_sources.h"
#include "core/input/sources/open_source.h"
#include "tests/support/pcap_builder.h"
#include "tests/support/pcapng_builder.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <string>
#include <vector>

using namespace beaconscope;
using namespace beaconscope::testing;

namespace {

Bytes packet() {
    return ethernet(udpPacket({"10.0.0.1", 4000}, {"10.0.0.2", 53}, dnsQuery(1, "a.example")));
}

/// The file and the second of every packet, in the order in which they come.
std::vector<std::pair<std::size_t, std::int64_t>> readAll(input::MergedSources& sources) {
    std::vector<std::pair<std::size_t, std::int64_t>> packets;
    std::size_t file = 0;
    while (const input::Packet* next = sources.next(file))
        packets.emplace_back(file, nanosecondsSinceEpoch(next->time) / 1'000'000'000);
    return packets;
}

} // namespace

class TestMergedSources : public QObject {
    Q_OBJECT

private:
    std::string path(const QString& name) const { return m_folder->filePath(name).toStdString(); }

    void writeCapture(const QString& name, std::initializer_list<std::int64_t> atSeconds) {
        PcapBuilder builder;
        for (const std::int64_t second : atSeconds)
            builder.add(timestampFromSeconds(second, 0), packet());
        writeFile(path(name), builder.bytes());
    }

    std::unique_ptr<QTemporaryDir> m_folder;

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void mergesByTime() {
        writeCapture("a.pcap", {10, 30, 31});
        writeCapture("b.pcap", {20, 30, 5}); // its clock steps back
        input::MergedSources sources({path("b.pcap"), path("a.pcap")});
        QCOMPARE(readAll(sources), (std::vector<std::pair<std::size_t, std::int64_t>>{
                                       {0, 10}, {1, 20}, {0, 30}, {1, 30}, {1, 5}, {0, 31}}));
        QCOMPARE(sources.facts()[1].packets, std::uint64_t{3});
        QCOMPARE(sources.bytesRead(), sources.bytesTotal());
    }

    void opensNoMoreWhenTold() {
        writeCapture("a.pcap", {10});
        writeCapture("b.pcap", {20});
        int asked = 0;
        input::MergedSources sources({path("a.pcap"), path("b.pcap")},
                                     [&asked] { return ++asked < 2; });
        QCOMPARE(readAll(sources).size(), std::size_t{1});
        QVERIFY(sources.facts()[0].opened);
        QVERIFY(!sources.facts()[1].opened);
        QVERIFY(sources.facts()[1].problem.starts_with(input::kReadingWasEnded));
    }

    void tellsWhichFileEachPacketIsOf() {
        writeCapture("a.pcap", {10, 30});
        writeCapture("b.pcap", {20});
        input::MergedSources sources({path("a.pcap"), path("b.pcap")});
        std::size_t file = 0;
        std::vector<std::uint16_t> files;
        while (const input::Packet* next = sources.next(file))
            files.push_back(next->file);
        QCOMPARE(files, (std::vector<std::uint16_t>{0, 1, 0}));
    }

    void tellsHowMuchOfAFileWasRead() {
        writeCapture("a.pcap", {10, 20, 30});
        input::MergedSources sources({path("a.pcap")});
        std::size_t file = 0;
        QVERIFY(sources.next(file) != nullptr);
        sources.endReading();
        const std::string& problem = sources.facts()[0].problem;
        QVERIFY2(problem.ends_with("% of the file"), problem.c_str());
    }

    void endsWithinALogWithoutATransaction() {
        QByteArray log("#separator \\x09\n#fields\tts\tid.orig_h\tquery\n1\t10.0.0.1\ta\n");
        log += QByteArray("1\n").repeated(1'000'000);
        QFile file(m_folder->filePath("dns.log"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(log) == log.size());
        file.close();
        bool goOn = true;
        auto source = input::openPacketSource(path("dns.log"), [&goOn] { return goOn; });
        QVERIFY(source);
        goOn = false;
        QTest::qSleep(200); // longer than between two questions
        input::Packet line;
        QCOMPARE((*source)->next(line), input::ReadState::More);
        QCOMPARE((*source)->next(line), input::ReadState::Damaged);
        QVERIFY((*source)->error().message.starts_with(input::kReadingWasEnded));
    }

    /// Interfaces come after the head of a file, some even after packets.
    void describesAFileWhenItIsRead() {
        PcapngBuilder builder;
        builder.interface(101).packet(0, 1, packet()).interface(113).packet(1, 2, packet());
        writeFile(path("a.pcapng"), builder.bytes());
        input::MergedSources sources({path("a.pcapng")});
        QCOMPARE(readAll(sources).size(), std::size_t{2});
        QCOMPARE(sources.facts()[0].format,
                 std::string("pcapng, little-endian, raw IP and Linux cooked, 2 interfaces"));
    }

    /// More files than are kept open while they wait.
    void mergesManyFiles() {
        constexpr int kFiles = 200;
        std::vector<std::string> paths;
        for (int i = 0; i < kFiles; ++i) {
            const QString name = QString::number(i) + ".pcap";
            writeCapture(name, {1'000 - i, 2'000 + i});
            paths.push_back(path(name));
        }
        input::MergedSources sources(paths);
        const auto packets = readAll(sources);
        QCOMPARE(packets.size(), std::size_t{2 * kFiles});
        QVERIFY(std::is_sorted(packets.begin(), packets.end(),
                               [](const auto& a, const auto& b) { return a.second < b.second; }));
        for (const input::FileFacts& file : sources.facts())
            QVERIFY(file.complete && file.packets == 2);
        QCOMPARE(sources.bytesRead(), sources.bytesTotal());
    }

    void saysThatAFileHasGoneMeanwhile() {
        std::vector<std::string> paths;
        for (int i = 0; i < 100; ++i) {
            const QString name = QString::number(i) + ".pcap";
            writeCapture(name, {i});
            paths.push_back(path(name));
        }
        input::MergedSources sources(paths);
        QVERIFY(QFile::remove(QString::fromStdString(paths.back())));
        QCOMPARE(readAll(sources).size(), std::size_t{99});
        QVERIFY(!sources.facts().back().complete);
        QVERIFY(sources.facts().back().problem.find("does not exist") != std::string::npos);
    }

    void readsFoldersWithTheirSubfolders() {
        QVERIFY(QDir(m_folder->path()).mkpath("sub/.hidden"));
        writeCapture("b.pcap", {2});
        writeCapture("sub/a.pcap", {1});
        writeCapture("sub/.hidden/c.pcap", {3});
        writeCapture(".d.pcap", {4});
        writeFile(path("notes.txt"), fromHex("68656c6c6f"));
        // A link to the folder above would never end.
        QVERIFY(QFile::link(m_folder->path(), m_folder->filePath("sub/loop")));
        input::MergedSources sources({m_folder->path().toStdString()});
        QCOMPARE(readAll(sources),
                 (std::vector<std::pair<std::size_t, std::int64_t>>{{1, 1}, {0, 2}}));
        QCOMPARE(sources.facts().size(), std::size_t{2});
        QCOMPARE(sources.leftOut().size(), std::size_t{1});
        QCOMPARE(sources.leftOut().front().path, path("notes.txt"));
    }

    void saysThatAFolderHoldsNoCapture() {
        input::MergedSources empty({m_folder->path().toStdString()});
        QVERIFY(!empty.facts().front().opened);
        QVERIFY(empty.facts().front().problem.find("no files") != std::string::npos);
        writeFile(path("notes.txt"), fromHex("68656c6c6f"));
        input::MergedSources notes({m_folder->path().toStdString()});
        QVERIFY(!notes.facts().front().opened);
        QVERIFY(notes.facts().front().problem.find("no file in it") != std::string::npos);
    }
};

BEACONSCOPE_TEST(TestMergedSources)
#include "test_merged_sources.moc"
