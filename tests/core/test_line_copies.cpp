// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/loader.h"
#include "core/input/logged_dns.h"
#include "core/input/sources/line_copies.h"
#include "tests/support/pcap_builder.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace beaconscope;

namespace {

/// A line of dns.log; `more` begins with a comma.
std::string line(double time, const std::string& name, const std::string& more = {}) {
    return "{\"ts\":" + std::to_string(time) + ",\"id.orig_h\":\"10.0.0.1\",\"query\":\"" + name +
           "\"" + more + "}\n";
}

/// With the ids that Zeek gives to flow and transaction.
std::string wholeLine(double time, const std::string& uid) {
    return line(time, "a.example", ",\"uid\":\"" + uid + "\",\"trans_id\":7");
}

} // namespace

class TestLineCopies : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    void write(const QString& name, const std::string& text) {
        const auto bytes = std::as_bytes(std::span(text));
        testing::writeFile(m_folder->filePath(name).toStdString(), {bytes.begin(), bytes.end()});
    }

    engine::LoadedCapture load() {
        Progress progress;
        return *engine::loadCapture({m_folder->path().toStdString()}, progress, {}, {});
    }

    static QByteArray notice(const engine::LoadedCapture& capture) {
        for (const snapshot::Notice& one : capture.facts.notices) {
            if (one.id == "copies_of_lines")
                return QByteArray::fromStdString(one.details);
        }
        return {};
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void linesOfTwoLogsCountOnce() {
        const std::string lines = wholeLine(1'700'000'001.5, "C1") +
                                  wholeLine(1'700'000'003.5, "C2") +
                                  wholeLine(1'700'000'002.5, "C3"); // as logs are: nearly in order
        write("dns.log", lines + wholeLine(1'700'000'009.5, "C4"));
        write("older.log", lines);
        const engine::LoadedCapture capture = load();
        QCOMPARE(capture.facts.queries, std::uint64_t{4});
        QCOMPARE(
            notice(capture),
            QByteArray("3 lines of logs came a second time, in another file or in the same, and "
                       "count once. older.log: 3 copies, the first is line 1."));
    }

    void aLineCountsOnceInOneLog() {
        write("dns.log", wholeLine(1'700'000'001.5, "C1") + wholeLine(1'700'000'003.5, "C2") +
                             wholeLine(1'700'000'001.5, "C1"));
        const engine::LoadedCapture capture = load();
        QCOMPARE(capture.facts.queries, std::uint64_t{2});
        QVERIFY2(notice(capture).contains("dns.log: 1 copy, which is line 3."),
                 notice(capture).constData());
    }

    /// Without ids two queries in one second look alike, but each log has them both.
    void queriesThatLookAlikeAreNoCopies() {
        const std::string lines =
            line(1'700'000'001, "a.example") + line(1'700'000'001, "a.example");
        write("a.log", lines);
        QCOMPARE(load().facts.queries, std::uint64_t{2});
        write("b.log", lines + line(1'700'000'001, "a.example"));
        QCOMPARE(load().facts.queries, std::uint64_t{3});
    }

    void whatDiffersIsNoCopy() {
        write("a.log", wholeLine(1'700'000'001.5, "C1"));
        write("b.log", wholeLine(1'700'000'001.5, "C2"));
        write("c.log", wholeLine(1'700'000'001.6, "C1"));
        write("d.log", line(1'700'000'001.5, "b.example", ",\"uid\":\"C1\",\"trans_id\":7"));
        const engine::LoadedCapture capture = load();
        QCOMPARE(capture.facts.queries, std::uint64_t{4});
        QCOMPARE(notice(capture), QByteArray());
    }

    void looksBackOverSoManyLines() {
        input::LoggedDns logged;
        logged.hasQuery = true;
        logged.hasTransactionId = true;
        logged.connection = 1;
        input::LineCopies copies(100);
        const auto isCopy = [&](int number) {
            input::Packet packet;
            packet.logged = &logged;
            packet.time = timestampFromSeconds(number, 500'000'000);
            return copies.isCopy(packet);
        };
        for (int i = 0; i < 99; ++i)
            QVERIFY(!isCopy(i));
        QVERIFY(isCopy(0)); // a line that came again is kept for longer
        for (int i = 100; i < 300; ++i)
            QVERIFY(!isCopy(i));
        QVERIFY(!isCopy(1));
        QVERIFY(isCopy(299));
    }

    void linksAreFollowedOnce() {
        QVERIFY(QDir(m_folder->path()).mkpath("2023-11-14"));
        QVERIFY(QDir(m_folder->path()).mkpath("elsewhere/.hidden/deep"));
        write("2023-11-14/dns.log", line(1'700'000'001, "a.example"));
        write("elsewhere/.hidden/deep/dns.log", line(1'700'000'002, "b.example"));
        const QString root = m_folder->path();
        QVERIFY(QFile::link(root + "/2023-11-14", root + "/current"));
        QVERIFY(QFile::link(root + "/2023-11-14/dns.log", root + "/today.log"));
        QVERIFY(QFile::link(root + "/elsewhere/.hidden/deep", root + "/far"));
        QVERIFY(QFile::link(root, root + "/elsewhere/loop"));
        QVERIFY(QFile::link(root + "/far", root + "/far-again"));
        const engine::LoadedCapture capture = load();
        QCOMPARE(capture.facts.files.size(), std::size_t{2});
        QCOMPARE(capture.facts.files[0].path, (root + "/2023-11-14/dns.log").toStdString());
        QCOMPARE(capture.facts.queries, std::uint64_t{2});
        QCOMPARE(notice(capture), QByteArray());
    }
};

BEACONSCOPE_TEST(TestLineCopies)
#include "test_line_copies.moc"
