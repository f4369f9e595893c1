// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/loader.h"
#include "core/input/archive_reader.h"
#include "core/input/sources/open_source.h"
#include "tests/support/archive_builder.h"
#include "tests/support/memory_stream.h"
#include "tests/support/pcap_builder.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

using namespace beaconscope;
using namespace beaconscope::testing;

namespace {

Bytes captureAt(std::initializer_list<int> seconds) {
    PcapBuilder builder;
    for (const int second : seconds)
        builder.add(timestampFromSeconds(1'700'000'000 + second, 0),
                    ethernet(udpPacket({"10.0.0.1", 4000}, {"10.0.0.2", 53},
                                       dnsQuery(std::uint16_t(second), "a.example"))));
    return builder.bytes();
}

Bytes bytesOf(const std::string& text) {
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

} // namespace

class TestArchives : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    std::string path(const char* name) const { return m_folder->filePath(name).toStdString(); }

    engine::LoadedCapture load(const Bytes& file, const std::string& password = {}) {
        writeFile(path("lesson.zip"), file);
        Progress progress;
        return *engine::loadCapture({path("lesson.zip")}, progress, {}, {}, {},
                                    {.zeekColumns = {}, .password = password});
    }

    /// The names of the files that were read, after that of the archive.
    QByteArray filesOf(const engine::LoadedCapture& capture) {
        std::string names;
        for (const input::FileFacts& file : capture.facts.files)
            names += file.path.substr(path("lesson.zip").size()) + ' ' +
                     std::to_string(file.packets) + '\n';
        return QByteArray::fromStdString(names);
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void readsEveryKind_data() {
        QTest::addColumn<int>("format");
        QTest::addColumn<int>("filter");
        const auto row = [](const char* title, ArchiveFormat format,
                            ArchiveFilter filter = ArchiveFilter::None) {
            QTest::newRow(title) << int(format) << int(filter);
        };
        row("zip", ArchiveFormat::Zip);
        row("7z", ArchiveFormat::SevenZip);
        row("tar", ArchiveFormat::Tar);
        row("tar.gz", ArchiveFormat::Tar, ArchiveFilter::Gzip);
        row("tar.zst", ArchiveFormat::Tar, ArchiveFilter::Zstd);
        row("tar.xz", ArchiveFormat::Tar, ArchiveFilter::Xz);
        row("tar.bz2", ArchiveFormat::Tar, ArchiveFilter::Bzip2);
    }
    void readsEveryKind() {
        QFETCH(int, format);
        QFETCH(int, filter);
        const Bytes log =
            bytesOf("#fields\tts\tid.orig_h\tquery\n1700000003\t10.0.0.9\tb.example\n");
        const engine::LoadedCapture capture =
            load(archiveOf({{"notes.txt", bytesOf("about the lesson")},
                            {"sub/b.pcap", captureAt({2, 4})},
                            {"__MACOSX/sub/._b.pcap", bytesOf("x")},
                            {"a.pcap.gz", archiveOf({{"a", captureAt({1})}},
                                                    ArchiveFormat::OneStream, ArchiveFilter::Gzip)},
                            {"dns.log", log}},
                           ArchiveFormat(format), ArchiveFilter(filter)));
        QCOMPARE(filesOf(capture), QByteArray("/sub/b.pcap 2\n/a.pcap.gz 1\n/dns.log 1\n"));
        QCOMPARE(capture.facts.queries, std::uint64_t{4});
        QCOMPARE(capture.facts.leftOut.size(), std::size_t{1});
        QCOMPARE(capture.facts.leftOut.front().path, path("lesson.zip") + "/notes.txt");
        QCOMPARE(pathOnDisk(capture.facts.files.front()), path("lesson.zip"));
        for (std::size_t i = 1; i < capture.store.events.size(); ++i) // merged in time order
            QVERIFY(capture.store.events[i - 1].time < capture.store.events[i].time);
    }

    void readsOneStream_data() {
        QTest::addColumn<int>("filter");
        QTest::newRow("xz") << int(ArchiveFilter::Xz);
        QTest::newRow("bzip2") << int(ArchiveFilter::Bzip2);
    }
    void readsOneStream() {
        QFETCH(int, filter);
        const Bytes packed =
            archiveOf({{"a", captureAt({1, 2})}}, ArchiveFormat::OneStream, ArchiveFilter(filter));
        QCOMPARE(filesOf(load(packed)), QByteArray(" 2\n"));
        const Bytes half(packed.begin(), packed.begin() + std::ptrdiff_t(packed.size() * 2 / 3));
        const input::FileFacts file = load(half).facts.files.front();
        QVERIFY(!file.complete);
    }

    void asksForAPassword_data() {
        QTest::addColumn<int>("format");
        QTest::newRow("old encryption") << int(ArchiveFormat::ZipWithPassword);
        QTest::newRow("AES") << int(ArchiveFormat::ZipWithAes);
    }
    void asksForAPassword() {
        QFETCH(int, format);
        const Bytes packed = archiveOf({{"a.pcap", captureAt({1})}, {"b.pcap", captureAt({2})}},
                                       ArchiveFormat(format), ArchiveFilter::None, "s3cret");
        QCOMPARE(filesOf(load(packed, "s3cret")), QByteArray("/a.pcap 1\n/b.pcap 1\n"));
        for (const char* password : {"", "wrong"}) {
            const engine::LoadedCapture capture = load(packed, password);
            QCOMPARE(capture.facts.files.size(), std::size_t{1});
            const input::FileFacts& file = capture.facts.files.front();
            QVERIFY(!file.opened && file.needsPassword);
            QVERIFY2(file.problem.find(*password == 0 ? "--password" : "with this password") !=
                         std::string::npos,
                     file.problem.c_str());
        }
    }

    void saysWhatAnArchiveLacks() {
        const engine::LoadedCapture none =
            load(archiveOf({{"notes.txt", bytesOf("hello")}}, ArchiveFormat::Zip));
        QCOMPARE(none.facts.files.front().problem,
                 std::string("is a zip archive, but no file in it is a capture or log"));
        const Bytes inner = archiveOf({{"a.pcap", captureAt({1})}}, ArchiveFormat::Tar);
        const engine::LoadedCapture nested =
            load(archiveOf({{"inner.tar", inner}}, ArchiveFormat::Zip));
        QCOMPARE(nested.facts.leftOut.front().reason,
                 std::string("is a tar archive that cannot be read here, in another archive or "
                             "through a pipe; unpack it first"));
    }

    void keepsWhatACutArchiveHas() {
        Bytes packed = archiveOf({{"a.pcap", captureAt({1, 2, 3})}, {"b.pcap", captureAt({4})}},
                                 ArchiveFormat::Tar);
        packed.resize(600 + 512); // inside a.pcap
        const engine::LoadedCapture capture = load(packed);
        QVERIFY(capture.facts.files.front().opened);
        const input::FileFacts& archive = capture.facts.files.back();
        QVERIFY(!archive.complete);
        QCOMPARE(archive.format, std::string("tar archive"));
        const std::string problem = input::problemOf(archive);
        QVERIFY2(problem.ends_with("what lies behind that place is missing"), problem.c_str());
    }

    void anArchiveGivesOnlySoManyFiles() {
        std::vector<NamedBytes> files;
        for (std::size_t i = 0; i <= input::kMaxMembers; ++i)
            files.push_back({".hidden" + std::to_string(i), {}});
        files.front() = {"a.pcap", captureAt({1})};
        const engine::LoadedCapture capture = load(archiveOf(files, ArchiveFormat::Tar));
        QCOMPARE(filesOf(capture), QByteArray("/a.pcap 1\n"));
        QVERIFY(capture.facts.leftOut.back().reason.find("at most 1000 are read") !=
                std::string::npos);
    }

    void unpackingEndsAtABound() {
        const Bytes zeros(std::size_t{64} << 20U);
        const Bytes packed =
            archiveOf({{"zeros", zeros}}, ArchiveFormat::OneStream, ArchiveFilter::Xz);
        const auto unpack = [&packed](std::uint64_t maxFreeBytes) {
            input::ArchiveReader reader(std::make_unique<MemoryStream>(packed),
                                        input::ArchiveReader::Content::OneStream, {}, maxFreeBytes);
            input::ArchiveMember member;
            Bytes buffer(std::size_t{1} << 16U);
            std::size_t total = 0;
            if (reader.next(member)) {
                while (const std::size_t count = reader.read(buffer))
                    total += count;
            }
            return std::pair(total, reader.error() ? reader.error()->message : std::string());
        };
        QCOMPARE(unpack(std::uint64_t{1} << 30U), std::pair(zeros.size(), std::string()));
        const auto [total, problem] = unpack(1'000'000);
        QVERIFY(total < zeros.size());
        QVERIFY2(problem.find("more than 1,000 times its size") != std::string::npos,
                 problem.c_str());
    }

    void namesWhatItDoesNotRead_data() {
        QTest::addColumn<QByteArray>("start");
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("cab") << QByteArray("MSCF") << QByteArray("it is a cab archive");
        QTest::newRow("compress") << QByteArray("\x1f\x9d\x90") << QByteArray("compress (.Z)");
        QTest::newRow("pdf") << QByteArray("%PDF-1.7\n") << QByteArray("it is a PDF document");
        QTest::newRow("NetMon 1") << QByteArray("RTSS\x01\x01") << QByteArray("NetMon 1");
        QTest::newRow("unknown") << QByteArray("\x01\x02\x03\xff", 4)
                                 << QByteArray("it starts with the bytes 01 02 03 ff");
    }
    void namesWhatItDoesNotRead() {
        QFETCH(QByteArray, start);
        QFETCH(QByteArray, name);
        const std::string problem = load(bytesOf(start.toStdString())).facts.files.front().problem;
        QVERIFY2(problem.find(name.toStdString()) != std::string::npos, problem.c_str());
    }
};

BEACONSCOPE_TEST(TestArchives)
#include "test_archives.moc"
