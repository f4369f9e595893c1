// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/detector.h"
#include "core/detect/registry/detectors.h"
#include "core/simulate/packet_builder.h"
#include "core/simulate/pcap_writer.h"
#include "core/simulate/simulated_capture.h"
#include "tests/app/program.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>

using namespace beaconscope;
using namespace beaconscope::testing;

/// What both programs do, and the same way.
class TestCommandLine : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_sample;

private slots:
    void initTestCase_data() { addProgramRows(); }
    void init() { useProgramOfRow(); }
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        m_sample = m_folder.filePath(QStringLiteral("sample.pcap"));
        QVERIFY(simulate::writeCaptureFile(simulate::classroomSample(), m_sample.toStdString()));
    }

    void printsItsVersionAndHelp() {
        const Outcome version = run({QStringLiteral("--version")});
        QCOMPARE(version.exitCode, 0);
        QVERIFY(version.output.startsWith(programName() + u' '));
        const Outcome help = run({QStringLiteral("--help")});
        QCOMPARE(help.exitCode, 0);
        QVERIFY(help.output.contains(QStringLiteral("report")));
    }

    void aFolderStandsForItsCaptures() {
        const QString folder = m_folder.filePath("folder of " + programName());
        QVERIFY(QDir().mkpath(folder + "/sub"));
        QVERIFY(QFile::copy(m_sample, folder + "/sub/sample.pcap"));
        write(folder + "/notes.txt", "Just a few words.\n");
        const Outcome queries = run({"queries", folder});
        QCOMPARE(queries.exitCode, 0);
        QCOMPARE(queries.output, run({"queries", m_sample}).output);
        QVERIFY2(queries.errors.contains("notes.txt"), qPrintable(queries.errors));
        const Outcome report = run({"report", folder, "--no-hash"});
        QCOMPARE(report.exitCode, 0);
        QVERIFY2(report.output.contains("1 file left out"), qPrintable(report.output));
    }

    /// For each bad input: the exit code, and what the message must name.
    void badInputIsToldAndHasItsExitCode_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("message");
        const auto path = [this](const char* name) {
            return m_folder.filePath(QLatin1String(name));
        };
        const QByteArray whole = read(m_sample);

        write(path("cut.pcap"), whole.left(5'000));
        QTest::newRow("truncated")
            << path("cut.pcap") << 4
            << QStringLiteral("packet [0-9,]+.*byte [0-9,]+.*packets before that are kept");
        write(path("header.pcap"), whole.left(10));
        QTest::newRow("cut in the file header")
            << path("header.pcap") << 3
            << QStringLiteral("header of the file, which takes 24 bytes");
        write(path("empty.pcap"), {});
        QTest::newRow("empty") << path("empty.pcap") << 3 << QStringLiteral("empty");
        QVERIFY(QDir(m_folder.path()).mkpath(QStringLiteral("nothing")));
        QTest::newRow("empty folder")
            << path("nothing") << 3 << QStringLiteral("is a folder, but it has no files");
        write(path("notes.txt"), "Just a few words about nothing in particular.\n");
        QTest::newRow("text file") << path("notes.txt") << 3 << QStringLiteral("not a capture");
        QTest::newRow("missing") << path("missing.pcap") << 3
                                 << QStringLiteral("not exist|No such file");
    }
    void badInputIsToldAndHasItsExitCode() {
        QFETCH(QString, path);
        QFETCH(int, exitCode);
        QFETCH(QString, message);
        for (const char* command : {"report", "queries"}) {
            const Outcome outcome = run({QLatin1String(command), path});
            QCOMPARE(outcome.exitCode, exitCode);
            QVERIFY2(outcome.errors.contains(path), qPrintable(outcome.errors));
            QVERIFY2(outcome.errors.contains(QRegularExpression(message)),
                     qPrintable(outcome.errors));
        }
    }

    void aFileWithoutReadPermissionIsTold() {
        const QString path = m_folder.filePath("secret from " + programName());
        write(path, read(m_sample));
        QFile::setPermissions(path, {});
        for (const char* command : {"report", "queries"}) {
            const Outcome outcome = runBoundByPermissions({command, path});
            QCOMPARE(outcome.exitCode, 3);
            QVERIFY2(outcome.errors.contains(path) &&
                         outcome.errors.contains(QRegularExpression("[Pp]ermi")),
                     qPrintable(outcome.errors));
        }
    }

    void aCaptureWithoutDnsIsNoErrorAndSaysSo() {
        const QString path = m_folder.filePath(QStringLiteral("nodns.pcap"));
        std::ofstream out(path.toStdString(), std::ios::binary);
        simulate::PcapWriter writer(out);
        simulate::PacketBuilder builder;
        const simulate::UdpEndpoints ends{*IpAddress::parse("10.0.0.1"),
                                          *IpAddress::parse("10.0.0.2"), 40'000, 80};
        writer.write(timestampFromSeconds(1, 0), builder.tcp(ends, 1, 100));
        out.close();
        const Outcome outcome = run({QStringLiteral("report"), path});
        QCOMPARE(outcome.exitCode, 0);
        QVERIFY2(outcome.output.contains(QStringLiteral("The only packet does not hold DNS")),
                 qPrintable(outcome.output));
    }

    void oneBadFileDoesNotStopTheOthers() {
        const QString bad = m_folder.filePath(QStringLiteral("none.pcap"));
        const Outcome outcome = run({QStringLiteral("queries"), bad, m_sample});
        QCOMPARE(outcome.exitCode, 3);
        QVERIFY(outcome.output.count(u'\n') > 100);
    }

    void findingsFailOnlyWhenAsked() {
        QCOMPARE(run({QStringLiteral("report"), m_sample}).exitCode, 0);
        QCOMPARE(run({QStringLiteral("report"), m_sample, QStringLiteral("--fail-on-findings")})
                     .exitCode,
                 1);
    }

    void jsonHasItsDocumentedFields() {
        const Outcome outcome =
            run({QStringLiteral("report"), m_sample, QStringLiteral("--json"), QStringLiteral("-"),
                 QStringLiteral("--detector"), QStringLiteral("lab")});
        QCOMPARE(outcome.exitCode, 0);
        const QJsonObject report = QJsonDocument::fromJson(outcome.output.toUtf8()).object();
        QCOMPARE(report[u"schema_version"].toInt(), 1);
        QCOMPARE(report[u"detector"].toString(), QStringLiteral("lab"));
        const QJsonObject capture = report[u"capture"].toObject();
        for (const char* field : {"files", "first_time", "last_time", "packets", "dns_messages",
                                  "queries", "responses", "clients", "names", "skipped", "notices"})
            QVERIFY2(capture.contains(QLatin1String(field)), field);
        const QJsonObject file = capture[u"files"].toArray().at(0).toObject();
        QCOMPARE(file[u"sha256"].toString().size(), 64);
        QCOMPARE(file[u"bytes"].toInteger(), QFile(m_sample).size());
        const QJsonArray findings = report[u"findings"].toArray();
        QVERIFY(!findings.isEmpty());
        for (const char* field :
             {"client", "name", "registered_domain", "group", "queries", "beats", "first_time",
              "last_time", "period_s", "jitter", "score", "flagged", "excluded_by", "reasons"})
            QVERIFY2(findings.at(0).toObject().contains(QLatin1String(field)), field);
        static const QRegularExpression kIsoTime(
            QStringLiteral("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{9}Z$"));
        QVERIFY(kIsoTime.match(findings.at(0)[u"first_time"].toString()).hasMatch());
    }

    /// Each finds the exact beacon of the sample but the one that responses mislead.
    void everyDetectorReportsOnTheSample() {
        for (const auto& detector : detect::detectors()) {
            const detect::DetectorInfo& info = detector->info();
            const Outcome outcome = run({"report", m_sample, "--json", "-", "--no-hash", "--all",
                                         "--detector", QString::fromStdString(info.id)});
            QCOMPARE(outcome.exitCode, 0);
            const QJsonObject report = QJsonDocument::fromJson(outcome.output.toUtf8()).object();
            QCOMPARE(report[u"detector"].toString().toStdString(), info.id);
            for (const detect::ParameterInfo& parameter : info.parameters)
                QCOMPARE(report[u"parameters"][QLatin1String(parameter.id)].toDouble(-1),
                         parameter.defaultValue);
            bool isFound = false;
            for (const QJsonValue finding : report[u"findings"].toArray()) {
                QVERIFY(finding[u"score"].isDouble());
                QVERIFY(!finding[u"reasons"].toArray().isEmpty());
                isFound |= finding[u"flagged"].toBool() &&
                           finding[u"name"].toString() == u"sync.northgate-cdn.example";
            }
            QVERIFY2(isFound == (info.id != "lab-exact"), info.id.c_str());
        }
    }

    void hashesCanBeLeftOut() {
        const Outcome outcome = run({QStringLiteral("report"), m_sample, QStringLiteral("--json"),
                                     QStringLiteral("-"), QStringLiteral("--no-hash")});
        const QJsonObject report = QJsonDocument::fromJson(outcome.output.toUtf8()).object();
        QVERIFY(report[u"capture"][u"files"][0][u"sha256"].isNull());
    }

    void allListsUnflaggedAndExcludedSeries() {
        const auto count = [&](const QStringList& more) {
            const Outcome outcome =
                run(QStringList{"report", m_sample, "--json", "-", "--no-hash"} + more);
            return QJsonDocument::fromJson(outcome.output.toUtf8())[u"findings"].toArray().size();
        };
        QVERIFY(count({QStringLiteral("--all")}) > count({}));
    }

    void rulesThatTheWindowKeepsAreNotUsedInReports() {
        const QString all = QStringLiteral("# beaconscope rules 1\non exclude name wildcard *\n");
        const Outcome before = run({"report", m_sample});
        QVERIFY(QDir(settingsFolder()).mkpath("Beaconscope"));
        const QString kept = settingsFolder() + "/Beaconscope/exclusion.rules";
        write(kept, all.toUtf8());
        const Outcome after = run({"report", m_sample});
        QCOMPARE(after.output, before.output);
        const Outcome given = run({"report", m_sample, "--rules", kept});
        QFile::remove(kept);
        QVERIFY(given.output != before.output);
    }

    void rulesOfAFileAreUsed() {
        const QString rules = m_folder.filePath(QStringLiteral("list.txt"));
        write(rules, "northgate-cdn.example\n");
        const Outcome outcome =
            run({QStringLiteral("report"), m_sample, QStringLiteral("--json"), QStringLiteral("-"),
                 QStringLiteral("--rules"), rules, QStringLiteral("--all")});
        QCOMPARE(outcome.exitCode, 0);
        const QJsonArray findings =
            QJsonDocument::fromJson(outcome.output.toUtf8())[u"findings"].toArray();
        for (const auto& finding : findings) {
            const bool isListed =
                finding[u"registered_domain"].toString() == QStringLiteral("northgate-cdn.example");
            QCOMPARE(finding[u"excluded_by"].isString(), isListed);
        }
    }

    void knownServicesOfAFileExplainFindings() {
        const QString list = m_folder.filePath(QStringLiteral("services.txt"));
        const auto report = [&](const QStringList& more) {
            const Outcome outcome =
                run(QStringList{"report", m_sample, "--json", "-", "--no-hash"} + more);
            return QJsonDocument::fromJson(outcome.output.toUtf8()).object();
        };
        const QJsonObject usual = report({});
        QVERIFY(usual[u"known_services"][u"count"].toInt() > 50);
        QVERIFY(usual[u"known_services"][u"file"].isNull());

        write(list, "# mine\nnorthgate-cdn.example | sync | Northgate file sync\n");
        const QJsonObject listed = report({"--known-services", list});
        QCOMPARE(listed[u"known_services"][u"count"].toInt(), 1);
        QCOMPARE(listed[u"known_services"][u"file"].toString(), list);
        QCOMPARE(listed[u"findings"].toArray().size(), usual[u"findings"].toArray().size());
        bool isFound = false;
        for (const QJsonValue finding : listed[u"findings"].toArray()) {
            const bool isListed =
                finding[u"registered_domain"].toString() == u"northgate-cdn.example";
            QCOMPARE(finding[u"explained_by"].toString() == u"Northgate file sync", isListed);
            isFound |= isListed;
        }
        QVERIFY(isFound);

        write(list, {});
        QCOMPARE(report({"--known-services", list})[u"known_services"][u"count"].toInt(-1), 0);
    }

    /// The message names the file, and the line where there is one.
    void filesOfOptionsThatCannotBeUsedExitWith3() {
        const QString list = m_folder.filePath(QStringLiteral("wrong.txt"));
        write(list, "a.example | b | c\nnonsense\n");
        const QString missing = m_folder.filePath(QStringLiteral("missing.txt"));
        for (const QStringList& options :
             {QStringList{"--known-services", list}, QStringList{"--known-services", missing},
              QStringList{"--rules", missing}}) {
            const Outcome outcome = run(QStringList{"report", m_sample} + options);
            QCOMPARE(outcome.exitCode, 3);
            QVERIFY(outcome.output.isEmpty());
            QCOMPARE(outcome.errors.count(options.last()), 1);
            QCOMPARE(outcome.errors.contains(u"does not exist"), options.last() == missing);
            QCOMPARE(outcome.errors.contains(u"line 2: expected"), options.last() == list);
        }
    }

    /// Nothing is analysed with other rules than those that were meant.
    void aRuleFileWithAMistakeExitsWith3() {
        const QString path = m_folder.filePath("mistakes.rules");
        const QByteArray version = "# beaconscope rules 1\n";
        write(path, version + "on exclude name is a.example\non exclude name regex (\n");
        const Outcome badValue = run({"report", m_sample, "--rules", path});
        QCOMPARE(badValue.exitCode, 3);
        QVERIFY(badValue.output.isEmpty());
        QVERIFY2(badValue.errors.contains(path + ": line 3: name matches regex (: "),
                 qPrintable(badValue.errors));

        write(path, version + "on exclude name regx a\n");
        const Outcome badWord = run({"report", m_sample, "--rules", path});
        QCOMPARE(badWord.exitCode, 3);
        QVERIFY2(badWord.errors.contains("line 2: Unknown match \"regx\""),
                 qPrintable(badWord.errors));

        write(path, version + "off exclude name regex (\n");
        QCOMPARE(run({"report", m_sample, "--rules", path}).exitCode, 0);
    }

    void aDomainListIsOfUseWithoutTheLinesThatAreNoDomains() {
        const QString path = m_folder.filePath("domains.txt");
        write(path, "northgate-cdn.example\nno domain\n");
        const Outcome outcome = run({"report", m_sample, "--rules", path});
        QCOMPARE(outcome.exitCode, 0);
        QVERIFY2(outcome.errors.contains("line 2 left out: "), qPrintable(outcome.errors));
    }

    void queriesAreOneLineEachWithAHeader() {
        const Outcome outcome = run({QStringLiteral("queries"), m_sample});
        QCOMPARE(outcome.exitCode, 0);
        const QStringList lines = outcome.output.split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.first(),
                 QStringLiteral("packet\ttime\tclient\tresolver\ttransport\tid\tqtype\tqname"));
        const QStringList fields = lines.at(1).split(u'\t');
        QCOMPARE(fields.size(), 8);
        static const QRegularExpression kEpoch(QStringLiteral("^\\d+\\.\\d{9}$"));
        QVERIFY(kEpoch.match(fields[1]).hasMatch());
    }

    void simulatingTwiceGivesTheSameBytes() {
        const QStringList options{"simulate",
                                  "--hosts",
                                  "3",
                                  "--duration",
                                  "600",
                                  "--beacon",
                                  "name=c2.example,period=30,jitter=0.1,host=1",
                                  "-o"};
        const QString first = m_folder.filePath(QStringLiteral("first.pcap"));
        const QString second = m_folder.filePath(QStringLiteral("second.pcap"));
        QCOMPARE(run(options + QStringList{first}).exitCode, 0);
        QCOMPARE(run(options + QStringList{second}).exitCode, 0);
        QVERIFY(!read(first).isEmpty());
        QCOMPARE(read(first), read(second));
        QVERIFY(run({QStringLiteral("queries"), first}).output.contains(u"c2.example"));
    }
};

BEACONSCOPE_TEST(TestCommandLine)
#include "test_command_line.moc"
