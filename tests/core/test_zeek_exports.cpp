// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/zeek/dns_log_reader.h"
#include "tests/core/zeek_log_fixture.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace beaconscope;
using namespace beaconscope::testing;
using engine::LoadedCapture;

/// Logs of Zeek as other tools write them again: other units of time, other shapes of JSON, mixed
/// with other logs, in part unreadable.
class TestZeekExports : public ZeekLogFixture {
    Q_OBJECT

private slots:
    void keepsALineWhoseOtherFieldsCannotBeRead_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("field");
        QTest::newRow("port") << QByteArray("'id.orig_p':70000") << QByteArray("id.orig_p");
        QTest::newRow("type") << QByteArray("'qtype':-1") << QByteArray("qtype");
        QTest::newRow("id") << QByteArray("'trans_id':1e99") << QByteArray("trans_id");
        QTest::newRow("ttl") << QByteArray("'TTLs':['x'],'rcode':0") << QByteArray("TTLs");
        QTest::newRow("rtt") << QByteArray("'rtt':'soon'") << QByteArray("rtt");
        QTest::newRow("code") << QByteArray("'rcode':'none'") << QByteArray("rcode");
    }
    void keepsALineWhoseOtherFieldsCannotBeRead() {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, field);
        const LoadedCapture capture =
            load("{'ts':1700000000,'id.orig_h':'10.0.0.1','query':'a.example'," +
                 json.toStdString() + "}");
        QCOMPARE(capture.store.events.size(), std::size_t{1});
        QCOMPARE(skipped(capture), QByteArray());
        const QByteArray told = notice(capture, "log_fields");
        QVERIFY2(told.contains("dns.log: " + field + " (1 line, it is line 1: “"),
                 told.constData());
    }

    void takesWordsForWhatIsNotSet() {
        QCOMPARE(events("{'ts':1700000000,'id.orig_h':'10.0.0.1','id.orig_p':'-','query':'a.b',"
                        "'qtype':'','rtt':'-','rcode':'-','answers':'(empty)','TTLs':'-'}"),
                 QByteArray("1 1700000000.000000000 10.0.0.1:0 > 0.0.0.0 udp 1 TYPE0 a.b response "
                            "only -> NOERROR\n"));
    }

    void tellsOfEachCauseTheFirstLine() {
        const std::string good = "{'ts':1700000000,'id.orig_h':'10.0.0.1','query':'a.example'}\n";
        const LoadedCapture capture =
            load(good + "{'ts':'never','id.orig_h':'10.0.0.1','query':'a.example'}\n" + "half\n" +
                 good + "{'ts':'\\u001b[1m','id.orig_h':'10.0.0.1','query':'a.example'}\n");
        QCOMPARE(capture.store.events.size(), std::size_t{2});
        const QByteArray told = notice(capture, "skipped_log_line");
        QVERIFY2(
            told.contains("3 lines cannot be read. 2 times: a line whose ts cannot be read, "
                          "first in line 2: “never”. 1 time: a line that is not a JSON object, "
                          "in line 3: “half”."),
            told.constData());
    }

    void readsAnyUnitOfTime_data() {
        QTest::addColumn<QByteArray>("time");
        QTest::addColumn<QByteArray>("format");
        const auto row = [](const char* title, const char* time, const char* format) {
            QTest::newRow(title) << QByteArray(time) << QByteArray(format);
        };
        row("seconds", "1700000001", "Zeek dns.log, JSON lines");
        row("ms", "1700000001000", "Zeek dns.log, JSON lines, times in milliseconds");
        row("ns", "1700000001000000000", "Zeek dns.log, JSON lines, times in nanoseconds");
        row("offset", "'2023-11-15T00:13:21+0200'",
            "Zeek dns.log, JSON lines, times with the offset of a time zone");
    }
    void readsAnyUnitOfTime() {
        QFETCH(QByteArray, time);
        QFETCH(QByteArray, format);
        const std::string line =
            "{'ts':" + time.toStdString() + ",'id.orig_h':'10.0.0.1','query':'a.b','trans_id':7}\n";
        QCOMPARE(events(line), QByteArray("1 1700000001.000000000 10.0.0.1:0 > 0.0.0.0 udp 7 TYPE0 "
                                          "a.b\n"));
        QCOMPARE(QByteArray::fromStdString(load(line).facts.files.front().format), format);
    }

    void readsObjectsHoweverTheyStand_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("secondLine");
        const QByteArray first = "'ts':1700000000,'id.orig_h':'10.0.0.1','query':'}{.b'";
        const QByteArray second = "'ts':1700000000,'id.orig_h':'10.0.0.1','query':'[]\\\\'";
        QTest::newRow("lines") << "{" + first + "}\n{" + second + "}\n" << 2;
        QTest::newRow("under a key") << "{'dns':{" + first + "}}\n{'dns':{" + second + "}}\n" << 2;
        QTest::newRow("indented") << "{\n" + first + "\n}\n{\r\n" + second + "\r\n}\n" << 4;
        QTest::newRow("array") << "[{" + first + "},{" + second + "}]" << 1;
        QTest::newRow("indented array")
            << "[\n  {\n" + first + "\n  },\n  {\n" + second + "\n  }\n]\n"
            << 5;
        QTest::newRow("with a mark") << "\xef\xbb\xbf{\n" + first + "}\n{" + second + "}" << 3;
    }
    void readsObjectsHoweverTheyStand() {
        QFETCH(QByteArray, text);
        QFETCH(int, secondLine);
        const LoadedCapture capture = load(text.toStdString());
        QCOMPARE(capture.store.events.size(), std::size_t{2});
        QCOMPARE(capture.store.names.text(capture.store.events[0].name), std::string("}{.b"));
        QCOMPARE(int(capture.store.events[1].packet), secondLine);
        QCOMPARE(skipped(capture), QByteArray());
    }

    void readsUtf16_data() {
        QTest::addColumn<bool>("isBig");
        QTest::newRow("little-endian") << false;
        QTest::newRow("big-endian") << true;
    }
    void readsUtf16() {
        QFETCH(bool, isBig);
        QString text = QString::fromStdString(std::string(kHeader) + kAnswered + kUnanswered);
        text.replace("www.example.com", QString::fromUtf8("b\xc3\xbc\xf0\x9f\x90\x8c.example"));
        QByteArray bytes;
        for (const QChar c : u'\ufeff' + text) {
            const char low = char(c.unicode() & 0xff);
            const char high = char(c.unicode() >> 8);
            bytes += isBig ? high : low;
            bytes += isBig ? low : high;
        }
        const LoadedCapture capture = loadBytes(bytes);
        QCOMPARE(capture.store.events.size(), std::size_t{2});
        QCOMPARE(capture.store.names.text(capture.store.events[0].name),
                 std::string("b\\195\\188\\240\\159\\144\\140.example"));
    }

    void findsDnsBehindOtherLogs() {
        std::string text;
        for (int i = 0; i < 3'000; ++i)
            text += "{'_path':'conn','ts':1700000000,'id.orig_h':'10.0.0.1','uid':'C'}\n";
        text += "{'ts':1700000000,'id.orig_h':'10.0.0.1','method':'GET'}\n";
        const LoadedCapture capture =
            load(text + "{'ts':1700000000,'id.orig_h':'10.0.0.1','query':'a.b'}\n");
        QCOMPARE(capture.facts.queries, std::uint64_t{1});
        const QByteArray told = notice(capture, "lines_of_other_logs");
        QVERIFY2(told.contains("conn (3,000 lines, the first is line 1: “{") &&
                     told.contains("a log without a name (1 line, it is line 3,001: “{"),
                 told.constData());
    }

    void readsTextOfSeveralLogs() {
        const std::string conn = "#separator \\x09\n#path\tconn\n#fields\tts\tid.orig_h\tservice\n"
                                 "1700000000\t10.0.0.1\tdns\n";
        const LoadedCapture capture = load(conn + kHeader + kAnswered + kUnanswered + conn);
        QCOMPARE(capture.store.events.size(), std::size_t{2});
        QCOMPARE(skipped(capture), QByteArray());
        QCOMPARE(QByteArray::fromStdString(capture.facts.files.front().format),
                 QByteArray("Zeek dns.log, tab-separated"));
        QVERIFY(notice(capture, "lines_of_other_logs").contains("conn (2 lines"));
    }

    void readsColumnsThatTheUserNames() {
        const std::string text = "www.example.com\t10.0.0.1\t2023-11-14T22:13:20+0000\n"
                                 "-\t10.0.0.1\tlate\n";
        const LoadedCapture capture =
            load(text, {.zeekColumns = "query,id.orig_h,ts", .password = {}});
        QCOMPARE(capture.store.events.size(), std::size_t{1});
        QCOMPARE(skipped(capture), QByteArray("log_line 1 from line 2 at 50"));
        const LoadedCapture named = load("query\tid.orig_h\tts\n" + text);
        QCOMPARE(named.store.events.size(), std::size_t{1});
    }

    void checksTheColumnsThatTheUserNames() {
        QCOMPARE(zeek::mistakeInColumns("ts,uid,id.orig_h,query"), std::string());
        QCOMPARE(zeek::mistakeInColumns("ts,query"),
                 std::string("id.orig_h must be among the columns"));
        QCOMPARE(zeek::mistakeInColumns("ts,,id.orig_h,query"), std::string("a name is empty"));
    }
};

BEACONSCOPE_TEST(TestZeekExports)
#include "test_zeek_exports.moc"
