// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/text_file.h"
#include "core/dns/question_list.h"
#include "core/input/packet_source.h"
#include "core/input/sources/input_files.h"
#include "core/input/sources/merged_sources.h"
#include "core/input/sources/open_source.h"
#include "core/input/zeek/times.h"
#include "core/input/zeek/tsv_format.h"
#include "core/input/zeek/values.h"
#include "core/rules/rule_lines.h"
#include "core/words/notices.h"
#include "tests/support/pcap_builder.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>
#include <unistd.h>

#include <cstring>
#include <string>
#include <utility>
#include <vector>

// What files, folders, logs and texts may fill: each stops where it promises to, and says so.

using namespace beaconscope;
using namespace beaconscope::testing;

namespace {

/// Gives one text many times, and then another.
class RepeatedStream final : public input::ByteStream {
public:
    RepeatedStream(std::string text, int times, std::string end)
        : m_text(std::move(text))
        , m_end(std::move(end))
        , m_times(times) {}

    std::size_t read(std::span<std::byte> out) override {
        if (m_offset == m_text.size()) {
            m_offset = 0;
            if (--m_times <= 0)
                m_text = std::exchange(m_end, {});
        }
        const std::size_t count = std::min(out.size(), m_text.size() - m_offset);
        std::memcpy(out.data(), m_text.data() + m_offset, count);
        m_offset += count;
        return count;
    }
    const std::optional<Error>& error() const override { return m_error; }
    std::uint64_t bytesRead() const override { return 0; }

private:
    std::string m_text;
    std::string m_end;
    int m_times;
    std::size_t m_offset = 0;
    std::optional<Error> m_error;
};

/// Lines of another log of about 1 MB each, and then one of DNS.
std::string problemOfALogThatBeginsWith(int otherLines) {
    const std::string other =
        "{\"_path\":\"conn\",\"x\":\"" + std::string(1'048'500, 'x') + "\"}\n";
    const auto source = input::openPacketSource(std::make_unique<RepeatedStream>(
        other, otherLines, "{\"ts\":1,\"id.orig_h\":\"10.0.0.1\",\"query\":\"a.example\"}\n"));
    return source ? "" : source.error().message;
}

/// A header and a line with as many columns.
std::string problemOfALogWith(std::size_t columns) {
    std::string header = "#fields\tts\tid.orig_h\tquery";
    std::string line = "1\t10.0.0.1\ta.example";
    for (std::size_t i = 3; i < columns; ++i) {
        header += "\tx";
        line += "\t-";
    }
    zeek::TsvFormat format;
    zeek::FieldValues values;
    format.read(header, values);
    return format.read(line, values) == zeek::LineContent::Values ? "" : format.problem();
}

std::string noticeOf(const snapshot::CaptureFacts& facts, const std::string& id) {
    for (const snapshot::Notice& notice : words::noticesFor(facts, {})) {
        if (notice.id == id)
            return notice.details;
    }
    return {};
}

/// Lets the process open only so many more files than are open now.
class DescriptorLimit {
public:
    explicit DescriptorLimit(int more) {
        ::getrlimit(RLIMIT_NOFILE, &m_before);
        struct rlimit limit = m_before;
        // A new descriptor is the smallest that is free.
        const int next = ::dup(STDERR_FILENO);
        ::close(next);
        limit.rlim_cur = static_cast<rlim_t>(next + more);
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
    DescriptorLimit(const DescriptorLimit&) = delete;
    DescriptorLimit& operator=(const DescriptorLimit&) = delete;
    ~DescriptorLimit() { ::setrlimit(RLIMIT_NOFILE, &m_before); }

private:
    struct rlimit m_before {};
};

} // namespace

class TestInputBounds : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void foldersGiveOnlySoManyFiles() {
        for (int i = 0; i < 5; ++i)
            write("f" + QString::number(i), {});
        const std::string folder = m_folder->path().toStdString();
        const input::InputFiles all = input::findInputFiles({folder}, 5);
        QCOMPARE(all.files.size(), std::size_t{5});
        QVERIFY(!all.folders.at(0).isCutOff);
        const input::InputFiles some = input::findInputFiles({"one.pcap", folder}, 5);
        QCOMPARE(some.files.size(), std::size_t{5});
        QVERIFY(some.folders.at(0).isCutOff);
    }

    void onlySoManyFilesCanBeNamed() {
        const input::InputFiles inputs = input::findInputFiles({"a", "b", "c", "d"}, 3);
        QCOMPARE(inputs.files.size(), std::size_t{3});
        QCOMPARE(inputs.beyond, std::vector<std::string>{"d"});

        const std::vector<std::string> paths(input::kMaxInputFiles + 2, "/does/not/exist");
        const input::MergedSources sources(paths);
        QCOMPARE(sources.facts().size(), input::kMaxInputFiles);
        QCOMPARE(sources.leftOut().size(), std::size_t{2});
        QCOMPARE(sources.leftOut()[0].reason,
                 std::string("is one file too many; at most 65000 are read"));
    }

    void deepFoldersCostNoDescriptors() {
        writeInDepth(200);
        const DescriptorLimit limit(10);
        const input::InputFiles found = input::findInputFiles({folder()});
        QCOMPARE(found.files.size(), std::size_t{200});
        QVERIFY(found.closed.empty());
    }

    void foldersThatCannotBeOpenedAreNamed() {
        writeInDepth(1);
        write("a.pcap", PcapBuilder().add(timestampFromSeconds(1, 0), fromHex("0102")).bytes());
        const DescriptorLimit limit(0);
        const input::InputFiles found = input::findInputFiles({folder()});
        QVERIFY(found.files.empty());
        QCOMPARE(found.closed.size(), std::size_t{1});
        QCOMPARE(found.closed[0].path, folder());
        QCOMPARE(found.closed[0].reason, std::string("Too many open files"));
        const input::MergedSources sources({folder()});
        QCOMPARE(sources.facts().size(), std::size_t{1});
        QVERIFY(!sources.facts()[0].opened);
        QCOMPARE(sources.facts()[0].problem,
                 std::string("is a folder that cannot be opened: Too many open files"));
    }

    void manyFilesAreReadWithFewDescriptors() {
        for (int i = 0; i < 100; ++i)
            write(QString::number(i) + ".pcap",
                  PcapBuilder().add(timestampFromSeconds(i, 0), fromHex("0102")).bytes());
        const DescriptorLimit limit(16);
        input::MergedSources sources({folder()});
        std::size_t file = 0;
        int packets = 0;
        while (sources.next(file) != nullptr)
            ++packets;
        QCOMPARE(packets, 100);
        for (const input::FileFacts& facts : sources.facts())
            QVERIFY2(facts.complete, facts.problem.c_str());
    }

    void aLinkGivesAFileOrFolderOnlyOnce() {
        QDir(m_folder->path()).mkpath("2025/day");
        write("2025/day/dns.pcap", {});
        QVERIFY(QFile::link(m_folder->filePath("2025/day"), m_folder->filePath("current")));
        QVERIFY(QFile::link(m_folder->path(), m_folder->filePath("2025/loop")));
        QVERIFY(QFile::link(m_folder->filePath("2025/day/dns.pcap"), m_folder->filePath("a.pcap")));
        const QTemporaryDir elsewhere;
        QVERIFY(QDir(elsewhere.path()).mkdir("far"));
        QFile far(elsewhere.filePath("far/other.pcap"));
        QVERIFY(far.open(QIODevice::WriteOnly));
        QVERIFY(QFile::link(elsewhere.filePath("far"), m_folder->filePath("more")));
        const input::InputFiles found = input::findInputFiles({folder()});
        std::vector<std::string> files;
        for (const input::InputFile& file : found.files)
            files.push_back(file.path);
        QCOMPARE(files, (std::vector<std::string>{folder() + "/2025/day/dns.pcap",
                                                  folder() + "/more/other.pcap"}));
    }

    void onlySoManyFilesAreOpenAtOnce() {
        const QDir descriptors("/proc/self/fd");
        QVERIFY2(descriptors.exists(), "open files are counted in /proc, which is not mounted");
        const auto countOpen = [&] { return descriptors.entryList(QDir::Files).size(); };
        constexpr int kFiles = 200;
        std::vector<std::string> paths;
        for (int i = 0; i < kFiles; ++i) {
            PcapBuilder builder;
            builder.add(timestampFromSeconds(i, 0), fromHex("0102"));
            paths.push_back(write(QString::number(i) + ".pcap", builder.bytes()));
        }
        const auto before = countOpen();
        input::MergedSources sources(paths);
        QVERIFY(countOpen() - before > 10); // they do show
        QVERIFY(countOpen() - before < kFiles / 2);
        std::size_t file = 0;
        int packets = 0;
        for (; sources.next(file) != nullptr; ++packets)
            QVERIFY(countOpen() - before < kFiles / 2);
        QCOMPARE(packets, kFiles);
    }

    void textsThatAreTooLargeAreRefused() {
        constexpr qint64 kMax = qint64{64} << 20;
        const std::string path = write("rules", {});
        QVERIFY(QFile::resize(QString::fromStdString(path), kMax + 1));
        const auto text = readTextFile(path);
        QVERIFY(!text);
        QVERIFY2(text.error().message.ends_with("is too large"), text.error().message.c_str());
    }

    void rulesAndWarningsAreBoundedAndCounted() {
        rules::RuleCollector collector({.rules = 2, .warnings = 3});
        for (std::size_t line = 1; line <= 5; ++line) {
            collector.add({.match = rules::Match::Is, .value = "a.example", .note = {}}, line);
            collector.warn(line, "bad");
        }
        const rules::ParsedRules parsed = collector.take();
        QCOMPARE(parsed.rules.size(), std::size_t{2});
        QCOMPARE(parsed.warnings.size(), std::size_t{5}); // with one for each bound
        QCOMPARE(parsed.warnings[3].message,
                 std::string("2 lines after this one were left out too"));
        QCOMPARE(parsed.warnings[4].message, std::string("3 rules beyond the first 2 left out"));
    }

    void aLogThatBeginsWithOthersIsGivenUp() {
        QCOMPARE(problemOfALogThatBeginsWith(255), std::string());
        QVERIFY(problemOfALogThatBeginsWith(257).find(
                    "none of its first 256 MB is a line of DNS") != std::string::npos);
    }

    void aLogHasOnlySoManyColumns() {
        QCOMPARE(problemOfALogWith(1'000), std::string());
        QCOMPARE(problemOfALogWith(5'000),
                 std::string("a line with more values than the 1000 fields"));
    }

    void numbersHaveOnlySoManyDigits() {
        QVERIFY(zeek::parseSeconds("0." + std::string(398, '1')));
        QVERIFY(!zeek::parseSeconds("0." + std::string(400, '1')));
        QVERIFY(zeek::parseSeconds("1e-400"));
        QVERIFY(!zeek::parseSeconds("1e-401"));
        QVERIFY(!zeek::parseSeconds("1e401"));
    }

    void oneHostileMessageHoldsNoMemory() {
        dns::QuestionList questions;
        for (int i = 0; i < 1'000; ++i)
            questions.append().name.asSent = "a.example";
        questions.clear();
        int kept = 0;
        for (int i = 0; i < 1'000; ++i)
            kept += questions.append().name.asSent.empty() ? 0 : 1;
        QCOMPARE(kept, 64);
    }

    void noticesNameOnlyAFew() {
        snapshot::CaptureFacts facts;
        for (int i = 0; i < 13; ++i)
            facts.leftOut.push_back({"file" + std::to_string(i), "is empty"});
        for (std::uint8_t i = 0; i < 25; ++i) {
            network::EncryptedDnsUse use;
            use.client = *IpAddress::parse("10.0.0." + std::to_string(i));
            use.dotFlows = 1;
            facts.encryptedDns.push_back(use);
        }
        const std::string files = noticeOf(facts, "left_out_files");
        QVERIFY2(files.find("file9:") != std::string::npos, files.c_str());
        QVERIFY2(files.find("file10:") == std::string::npos, files.c_str());
        QVERIFY2(files.ends_with("And 3 more."), files.c_str());
        const std::string clients = noticeOf(facts, "encrypted_dns");
        QVERIFY2(clients.find("10.0.0.19 ") != std::string::npos, clients.c_str());
        QVERIFY2(clients.find("10.0.0.20 ") == std::string::npos, clients.c_str());
        QVERIFY2(clients.find("and 5 more") != std::string::npos, clients.c_str());
    }

private:
    std::string write(const QString& name, const Bytes& bytes) const {
        std::string path = m_folder->filePath(name).toStdString();
        writeFile(path, bytes);
        return path;
    }

    std::string folder() const { return m_folder->path().toStdString(); }

    /// A file in each of `levels` folders, one in the other.
    void writeInDepth(int levels) {
        QString path = m_folder->path();
        for (int level = 0; level < levels; ++level) {
            path += "/d";
            QVERIFY(QDir().mkdir(path));
            QFile file(path + "/f");
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

BEACONSCOPE_TEST(TestInputBounds)
#include "test_input_bounds.moc"
