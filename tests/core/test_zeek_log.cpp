// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/lines/line_reader.h"
#include "tests/core/zeek_log_fixture.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <zlib.h>

#include <string>

using namespace beaconscope;
using namespace beaconscope::testing;
using engine::LoadedCapture;

namespace {

QByteArray gzip(const std::string& text) {
    QByteArray packed(static_cast<int>(compressBound(text.size()) + 64), '\0');
    z_stream stream{};
    deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string input = text;
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.truncate(static_cast<int>(stream.total_out));
    deflateEnd(&stream);
    return packed;
}

} // namespace

class TestZeekLog : public ZeekLogFixture {
    Q_OBJECT

private slots:
    void readsTextWithAHeader() {
        QCOMPARE(events(std::string(kHeader) + kAnswered + kUnanswered + "#close\t2023-11-14\n"),
                 m_answered + m_unanswered);
    }

    void readsCompressedLogs() {
        const LoadedCapture capture =
            loadBytes(gzip(std::string(kHeader) + kAnswered + kUnanswered));
        QCOMPARE(capture.facts.queries, std::uint64_t{2});
        QCOMPARE(capture.facts.responses, std::uint64_t{1});
        QVERIFY(capture.facts.files.front().isLog);
    }

    void followsTheHeader() {
        // Other separators, another order, fields that are missing and one that Zeek has not.
        const std::string log = "#separator |\n#set_separator|;\n#empty_field|EMPTY\n"
                                "#unset_field|NULL\n"
                                "#fields|query|TTLs|answers|site|ts|id.orig_h|rcode_name\n"
                                "a-b.example|5.0;3.0|x;y|here|1700000000.5|10.0.0.1|NXDOMAIN\n"
                                "-|NULL|NULL|NULL|1700000001|10.0.0.1|NULL\n"
                                "EMPTY|NULL|NULL|NULL|1700000002|10.0.0.1|NULL\n";
        QCOMPARE(events(log),
                 QByteArray("6 1700000000.500000000 10.0.0.1:0 > 0.0.0.0 udp 6 TYPE0 a-b.example "
                            "response only -> NXDOMAIN ttl 3\n"
                            "7 1700000001.000000000 10.0.0.1:0 > 0.0.0.0 udp 7 TYPE0 -\n"
                            "8 1700000002.000000000 10.0.0.1:0 > 0.0.0.0 udp 8 TYPE0 .\n"));
        const LoadedCapture capture = load(log);
        QCOMPARE(QByteArray::fromStdString(capture.facts.files.front().format),
                 QByteArray("Zeek dns.log, tab-separated, without id.orig_p, id.resp_h, proto, "
                            "trans_id, rtt, qtype, rcode"));
    }

    void readsJsonLines() {
        const std::string nested =
            "{'ts':1700000000.25,'id':{'orig_h':'10.0.0.1','orig_p':4000,'resp_h':'10.0.0.2',"
            "'resp_p':53},'proto':'udp','trans_id':7,'rtt':2e-2,'query':'WWW.example.com',"
            "'qtype':1,'rcode':0,'answers':['a','192.0.2.1'],'TTLs':[600.0,60.0],'extra':[{}]}";
        const std::string flat =
            "{'_path':'dns','ts':'2023-11-14T22:13:21.000000Z','id.orig_h':'10.0.0.1',"
            "'id.orig_p':4001,'id.resp_h':'10.0.0.2','id.resp_p':53,'proto':'tcp','trans_id':8,"
            "'query':'a,b.example','qtype_name':'AAAA'}";
        const std::string underscores =
            "{'@stream':'dns','ts':1700000001,'id_orig_h':'10.0.0.1','id_orig_p':4001,"
            "'id_resp_h':'10.0.0.2','id_resp_p':53,'trans_id':8.0,'query':'a,b.example',"
            "'qtype':28,'rtt':null}";
        QByteArray expected = m_answered + m_unanswered + m_unanswered;
        expected.replace("8 17", "1 17").replace("9 17", "2 17");
        expected.replace(expected.lastIndexOf("2 17"), 4, "3 17");
        expected.replace(expected.lastIndexOf("tcp"), 3, "udp");
        expected.insert(expected.size() - 1, " again");
        QCOMPARE(events(nested + "\n" + flat + "\n" + underscores + "\n"), expected);
    }

    void passesOverOtherLogsInOneStream() {
        QCOMPARE(events("{'_path':'conn','ts':1700000000,'id.orig_h':'10.0.0.1'}"
                        "\n"
                        "{'_path':'dns','ts':1700000000,'id.orig_h':'10.0.0.1','query':'a.b'}"
                        "\n"),
                 QByteArray("2 1700000000.000000000 10.0.0.1:0 > 0.0.0.0 udp 2 TYPE0 a.b\n"));
    }

    void inventsNoQueryForALineWithoutOne() {
        // As Zeek writes a message without a question.
        const LoadedCapture capture = load(
            "{'ts':1700000000,'id.orig_h':'10.0.0.1','id.resp_p':53,'query':'a.example'}\n"
            "{'ts':1700000001,'id.orig_h':'10.0.0.1','id.resp_p':53,'trans_id':0,'RD':false}\n");
        QCOMPARE(capture.facts.queries, std::uint64_t{1});
        QVERIFY2(skipped(capture).contains(" 1 from line 2 "), skipped(capture).constData());
    }

    void tellsWhereACutLogEnds() {
        const std::string log = std::string(kHeader) + kAnswered + kUnanswered;
        QByteArray packed = gzip(log);
        packed.chop(6);
        const input::FileFacts file = loadBytes(packed).facts.files.front();
        QVERIFY(file.opened && !file.complete);
        QVERIFY2(file.problem.find("in line ") != std::string::npos, file.problem.c_str());
        QVERIFY(file.problem.find("packet") == std::string::npos);
    }

    void tellsResponsesWithoutAQuery() {
        // Zeek sets the type of a query when it sees the query.
        const QByteArray found = events(
            "{'ts':1700000000,'id.orig_h':'10.0.0.1','id.resp_h':'10.0.0.2','id.resp_p':53,"
            "'query':'a.example','rcode':0,'answers':['192.0.2.1'],'TTLs':[9.0],'RD':false}");
        QCOMPARE(found, QByteArray("1 1700000000.000000000 10.0.0.1:0 > 10.0.0.2 udp 1 TYPE0 "
                                   "a.example response only -> NOERROR ttl 9\n"));
    }

    /// The difference of two times then always fits into a Duration.
    void keepsTheTimesOfResponsesWithinTheRange() {
        const QByteArray found =
            events("{'ts':4000000000,'id.orig_h':'10.0.0.1','id.resp_h':'10.0.0.2',"
                   "'id.resp_p':53,'trans_id':1,'query':'a.example','qtype':1,'rcode':0,"
                   "'rtt':4000000000}");
        QVERIFY2(found.contains(QByteArray::fromStdString(toEpochSeconds(kLatest))), found);
    }

    void keepsMdnsApartAndNetbiosOut() {
        const std::string row = "1700000000.0\tC\t10.0.0.1\t{p}\t224.0.0.251\t{p}\tudp\t0\t-\t"
                                "host.local\t1\tC_INTERNET\t1\tA\t-\t-\tF\tF\tF\tF\t0\t-\t-\tF\n";
        std::string mdns = row;
        std::string netbios = row;
        for (std::size_t at = 0; (at = mdns.find("{p}")) != std::string::npos;) {
            mdns.replace(at, 3, "5353");
            netbios.replace(netbios.find("{p}"), 3, "137");
        }
        QCOMPARE(events(kHeader + netbios + mdns),
                 QByteArray("9 1700000000.000000000 10.0.0.1:5353 > 224.0.0.251 mdns 0 A "
                            "host.local\n"));
    }

    void countsLinesThatCannotBeRead() {
        const std::string truncated = "1700000002.5\tC9\t10.0.0.1\t40";
        const std::string text = std::string(kHeader) + kAnswered + "garbage\n" + kUnanswered;
        const LoadedCapture capture = load(text + truncated);
        QCOMPARE(capture.store.events.size(), std::size_t{2});
        QCOMPARE(skipped(capture), QByteArray("log_line 2 from line 9 at ") +
                                       QByteArray::number(text.find("garbage")));
    }

    void survivesHostileValues_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("time") << QByteArray("'ts':'never'");
        QTest::newRow("address") << QByteArray("'id.orig_h':'10.0.0.256'");
        QTest::newRow("name") << QByteArray("'query':'") + QByteArray(300, 'x') + "'";
        QTest::newRow("deep") << QByteArray("'x':") + QByteArray(200'000, '[');
        QTest::newRow("not closed") << QByteArray("'x':'y");
    }
    void survivesHostileValues() {
        QFETCH(QByteArray, json);
        const QByteArray good =
            "{'ts':1700000000,'id.orig_h':'10.0.0.1','query':'a.example','qtype':1";
        const LoadedCapture capture =
            load((good + "}\n" + good + ',' + json + "}\n" + good + "}\n").toStdString());
        QCOMPARE(capture.store.events.size(), std::size_t{2});
        QCOMPARE(skipped(capture),
                 QByteArray("log_line 1 from line 2 at ") + QByteArray::number(good.size() + 2));
    }

    void passesOverHugeLines() {
        const std::string huge(input::LineReader::kMaxLineBytes + 1, 'x');
        const LoadedCapture capture =
            load(std::string(kHeader) + huge + '\n' + kAnswered + kUnanswered);
        QCOMPARE(capture.store.events.size(), std::size_t{2});
        QVERIFY(skipped(capture).startsWith("log_line 1 from line 8"));
    }

    void saysWhatIsNotADnsLog_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("part");
        QTest::newRow("another log")
            << QByteArray("#separator \\x09\n#fields\tts\tid.orig_h\tservice\n1\t10.0.0.1\t-\n")
            << QByteArray("its header lacks query");
        QTest::newRow("other JSON") << QByteArray("{\"a\":1}\n{\"b\":2}\n")
                                    << QByteArray("it is a log of something else: a");
        QTest::newRow("JSON of another log")
            << QByteArray("{'_path':'conn','ts':1,'id.orig_h':'10.0.0.1'}")
            << QByteArray("a log of something else: conn");
        QTest::newRow("JSON of another log that does not name itself")
            << QByteArray("{\"ts\":1,\"id.orig_h\":\"10.0.0.1\",\"uri\":\"/\"}\n")
            << QByteArray("a log of something else: a log without a name");
        QTest::newRow("every line damaged")
            << QByteArray("#fields\tts\tid.orig_h\tquery\nyesterday\t10.0.0.1\ta\n1\t10.0.0.1\n")
            << QByteArray("2 lines cannot be read; line 2 is a line whose ts cannot be read: "
                          "“yesterday”");
        QTest::newRow("text without a header")
            << QByteArray("1700000000.5\t10.0.0.1\twww.example.com\n")
            << QByteArray("--zeek-columns ts,id.orig_h,query");
    }
    void saysWhatIsNotADnsLog() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, part);
        const LoadedCapture capture = load(text.toStdString());
        const input::FileFacts& file = capture.facts.files.front();
        QVERIFY(!file.opened);
        QVERIFY2(file.problem.find(part.toStdString()) != std::string::npos, file.problem.c_str());
    }

    void saysWhatALogCannotGive() {
        const LoadedCapture capture = load(std::string(kHeader) + kAnswered);
        for (const snapshot::Notice& notice : capture.facts.notices) {
            if (notice.id == "log")
                return;
        }
        QFAIL("no notice");
    }

    void multicastDoesNotHideThatOnlyResponsesWereSeen() {
        std::string log;
        for (int i = 0; i < 12; ++i) {
            const std::string time = std::to_string(1'700'000'000 + i);
            log += "{'ts':" + time +
                   ",'id.orig_h':'10.0.0.1','id.orig_p':4000,'id.resp_h':'10.0.0.2','id.resp_p':53,"
                   "'query':'a.example','rcode':0,'answers':['192.0.2.1'],'TTLs':[9.0]}\n"
                   "{'ts':" +
                   time +
                   ",'id.orig_h':'10.0.0.1','id.orig_p':5355,'id.resp_h':'224.0.0.252',"
                   "'id.resp_p':5355,'query':'printer','qtype':1}\n";
        }
        const LoadedCapture capture = load(log);
        QCOMPARE(capture.facts.queries, std::uint64_t{12});
        for (const snapshot::Notice& notice : capture.facts.notices) {
            if (notice.id == "responses_only") {
                QVERIFY(notice.details.find("12 responses of resolvers, 0 queries") !=
                        std::string::npos);
                return;
            }
        }
        QFAIL("no notice");
    }

    void acceptsALogWithoutTraffic() {
        const LoadedCapture capture = load(std::string(kHeader));
        QVERIFY(capture.facts.files.front().opened);
        QVERIFY(capture.facts.files.front().complete);
    }
};

BEACONSCOPE_TEST(TestZeekLog)
#include "test_zeek_log.moc"
