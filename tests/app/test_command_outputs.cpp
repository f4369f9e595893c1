// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/simulate/simulated_capture.h"
#include "tests/app/program.h"
#include "tests/support/capture_folders.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace beaconscope;
using namespace beaconscope::testing;

namespace {

/// The text between a heading of the man page and the next.
QString manPageSection(const QString& title) {
    const QString page = read(BEACONSCOPE_SOURCE_DIR "/packaging/beaconscope.1.in");
    return page.section("\n.SH " + title + "\n", 1).section("\n.SH ", 0, 0);
}

bool hasWord(const QString& text, const QString& word) {
    return text.contains(QRegularExpression("\\b" + QRegularExpression::escape(word) + "\\b"));
}

/// The names of all fields, also of objects in objects and lists.
void collectFields(const QJsonValue& value, QSet<QString>& fields) {
    for (const QJsonValue element : value.toArray())
        collectFields(element, fields);
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        fields.insert(it.key());
        // What is in these is named by the detector and by what the capture holds.
        if (it.key() != u"parameters" && it.key() != u"skipped")
            collectFields(it.value(), fields);
    }
}

} // namespace

/// Where the outputs of the commands go, and what they must not destroy, in both programs.
class TestCommandOutputs : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_sample;

private slots:
    void initTestCase_data() { addProgramRows(); }
    void init() { useProgramOfRow(); }
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        m_sample = m_folder.filePath("sample.pcap");
        QVERIFY(simulate::writeCaptureFile(simulate::classroomSample(), m_sample.toStdString()));
    }

    void outputThatCannotBeWrittenExitsWith5AndLeavesTheOldFile() {
        const QString missing = m_folder.filePath(QStringLiteral("no/such/folder/out.csv"));
        const Outcome outcome =
            run({QStringLiteral("report"), m_sample, QStringLiteral("--csv"), missing});
        QCOMPARE(outcome.exitCode, 5);
        QVERIFY2(outcome.errors.contains(missing), qPrintable(outcome.errors));
        QVERIFY2(QFile::exists("/dev/full"), "Linux has this device everywhere");
        for (const QStringList& command :
             {QStringList{"queries"}, QStringList{"report"}, QStringList{"report", "--csv", "-"}}) {
            const Outcome full = run(command + QStringList{"--", m_sample}, "/dev/full");
            QCOMPARE(full.exitCode, 5);
            QCOMPARE(full.errors, programName() + ": Standard output could not be written\n");
        }
    }

    void outputsGoIntoPipes() {
        const Outcome csv = run({"report", m_sample, "--csv", "/dev/stdout"});
        QCOMPARE(csv.exitCode, 0);
        QVERIFY(csv.output.startsWith("client,name,"));
        QProcess process;
        process.start(programPath(), {"simulate", "--sample", "-o", "/dev/stdout"});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
        QVERIFY(process.readAllStandardOutput() == read(m_sample));
    }

    /// For each of these: the two files that the message names.
    void noOutputOverwritesAnotherFileOfTheCommand_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QStringList>("named");
        const auto path = [this](const char* name) { return m_folder.filePath(name); };
        for (const char* name : {"kept.pcap", "captures/inner.pcap"}) {
            QVERIFY(QDir(m_folder.path()).mkpath("captures"));
            QVERIFY(QFile::copy(m_sample, path(name)));
        }
        QVERIFY(QFile::link("kept.pcap", path("link.pcap")));
        write(path("kept.rules"), "# beaconscope rules 1\n");
        write(path("kept.services"), "");
        QTest::newRow("capture") << QStringList{"report", path("kept.pcap"), "--csv",
                                                path("link.pcap")}
                                 << QStringList{"--csv " + path("link.pcap"), path("kept.pcap")};
        QTest::newRow("in a folder")
            << QStringList{"report", path("captures"), "--csv", path("captures/inner.pcap")}
            << QStringList{"--csv", path("captures/inner.pcap")};
        QTest::newRow("each other")
            << QStringList{"report",  path("kept.pcap"), "--csv",
                           path("x"), "--json",          path("captures/../x")}
            << QStringList{"--csv " + path("x"), "--json " + path("captures/../x")};
        QTest::newRow("rules") << QStringList{"report",  path("kept.pcap"),
                                              "--rules", path("kept.rules"),
                                              "--json",  path("kept.rules")}
                               << QStringList{"--json", "--rules " + path("kept.rules")};
        QTest::newRow("known services")
            << QStringList{"report",           path("kept.pcap"),
                           "--known-services", path("kept.services"),
                           "--json",           path("kept.services")}
            << QStringList{"--json", "--known-services " + path("kept.services")};
    }
    void noOutputOverwritesAnotherFileOfTheCommand() {
        QFETCH(QStringList, arguments);
        QFETCH(QStringList, named);
        const QByteArray before = read(arguments.last());
        const Outcome outcome = run(arguments);
        QCOMPARE(outcome.exitCode, 2);
        QVERIFY(outcome.output.isEmpty());
        for (const QString& name : named)
            QVERIFY2(outcome.errors.contains(name), qPrintable(outcome.errors));
        QVERIFY(read(arguments.last()) == before);
    }

    void standardOutputDoesNotOverwriteAnOutput() {
        const QString path = m_folder.filePath("both.txt");
        const Outcome outcome = run({"report", m_sample, "--csv", path}, path);
        QCOMPARE(outcome.exitCode, 2);
        QVERIFY2(outcome.errors.contains("standard output"), qPrintable(outcome.errors));
    }

    void whatAReportLeftInAFolderOfCapturesIsReplaced() {
        const QString folder = m_folder.filePath("reported by " + programName());
        QVERIFY(QDir().mkpath(folder));
        QVERIFY(QFile::copy(m_sample, folder + "/sample.pcap"));
        for (int i = 0; i < 2; ++i) {
            const Outcome outcome = run({"report", folder, "--csv", folder + "/findings.csv",
                                         "--json", folder + "/findings.json", "--no-hash"});
            QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.errors));
        }
    }

    void theManPageHasEveryFieldOfTheJson() {
        const Outcome outcome = run({"report", m_sample, "--json", "-"});
        QSet<QString> fields;
        collectFields(QJsonDocument::fromJson(outcome.output.toUtf8()).object(), fields);
        QVERIFY(fields.contains("details") && fields.contains("group_names"));
        // A finding has the fields of CSV, and more.
        const QString documented = manPageSection("CSV") + manPageSection("JSON");
        for (const QString& field : std::as_const(fields))
            QVERIFY2(hasWord(documented, field), qPrintable(field));
    }

    void theParametersTellWhatWasLookedAt() {
        const Outcome outcome = run({"report", m_sample, "--json", "-", "--no-hash"});
        const QJsonObject parameters =
            QJsonDocument::fromJson(outcome.output.toUtf8())[u"parameters"].toObject();
        QVERIFY(parameters.contains(u"range") && parameters[u"range"].isNull());
        QCOMPARE(parameters[u"include_multicast"], QJsonValue(false));
        for (const char* field : {"range", "include_multicast"})
            QVERIFY2(hasWord(manPageSection("JSON"), field), field);
    }

    void theSizeOfAPipeIsNotKnown() {
        QProcess process;
        process.setStandardInputFile(m_sample);
        process.start("sh", {"-c", "cat | \"$0\" report - --json - --no-hash", programPath()});
        QVERIFY(process.waitForFinished());
        const auto report = QJsonDocument::fromJson(process.readAllStandardOutput());
        const QJsonValue file = report[u"capture"][u"files"][0];
        QVERIFY(file[u"packets"].toInt() > 0);
        QVERIFY(file.toObject().contains(u"bytes") && file[u"bytes"].isNull());
    }

    void everyColumnOfTheCsvIsDocumented() {
        const QString header = run({"report", m_sample, "--csv", "-"}).output.section("\r\n", 0, 0);
        const QString manPage = manPageSection("CSV");
        const QString help = read(BEACONSCOPE_SOURCE_DIR "/resources/help/7-exports.md");
        QCOMPARE(header.count(u','), 14);
        for (const QString& column : header.split(u',')) {
            QVERIFY2(hasWord(manPage, column), qPrintable(column));
            QVERIFY2(help.contains(u'`' + column + u'`'), qPrintable(column));
        }
    }

    /// For people: aligned columns, numbered as the reasons below.
    void theTableOfFindingsIsAlignedAndNumbered() {
        for (const QStringList& more : {QStringList{}, QStringList{"--all"}}) {
            const QStringList lines =
                run(QStringList{"report", m_sample, "--no-hash"} + more).output.split(u'\n');
            const int first = static_cast<int>(
                lines.indexOf(QRegularExpression("^ *#  client +name .* score.*")));
            QVERIFY(first > 0);
            const QStringList titles = lines[first].split(u' ', Qt::SkipEmptyParts);
            QCOMPARE(titles.contains("status"), !more.isEmpty());
            const auto name = lines[first].indexOf(u"name");
            int rows = 0;
            while (!lines.value(first + 1 + rows).isEmpty()) {
                const QString& line = lines[first + 1 + rows];
                ++rows;
                QVERIFY2(line.size() <= 100, qPrintable(line));
                QCOMPARE(line.trimmed().section(u' ', 0, 0).toInt(), rows);
                QVERIFY2(line[name - 1] == u' ' && line[name] != u' ', qPrintable(line));
                QVERIFY(!lines.filter(QRegularExpression(QString("^%1\\. ").arg(rows))).isEmpty());
            }
            QVERIFY(rows >= (more.isEmpty() ? 2 : 10));
        }
    }

    void aWriteProtectedFileIsKept() {
        const QString path = m_folder.filePath("protected from " + programName());
        write(path, "old");
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner));
        const Outcome outcome = runBoundByPermissions({"report", m_sample, "--csv", path});
        QCOMPARE(outcome.exitCode, 5);
        QVERIFY2(outcome.errors.contains(path), qPrintable(outcome.errors));
        QCOMPARE(read(path), QByteArray("old"));
    }

    /// To the letter what its generator put into each of the captures that come with the tests.
    void queriesAreThoseThatTheCaptureWasMadeOf_data() {
        QTest::addColumn<QString>("table");
        const QDir tables(QString::fromStdString(ownCaptures()) + "/oracle");
        for (const QString& file : tables.entryList({"*.queries.tsv"}))
            QTest::newRow(qPrintable(file)) << tables.filePath(file);
    }
    void queriesAreThoseThatTheCaptureWasMadeOf() {
        QFETCH(QString, table);
        const QString name = QFileInfo(table).fileName().chopped(12);
        QStringList expected = QString::fromUtf8(read(table)).split(u'\n', Qt::SkipEmptyParts);
        expected.removeFirst(); // titles
        for (QString& line : expected) {
            const QStringList column = line.split(u'\t');
            line = QStringList{column[0], column[1],
                               column[2], column[3],
                               column[7], QString::number(column[4].toInt(nullptr, 16)),
                               column[5], column[6].toLower()}
                       .join(u'\t');
        }
        QVERIFY(expected.size() > 10);
        const std::string capture = captureFile(ownCaptures(), name.toStdString());
        QStringList lines = run({"queries", QString::fromStdString(capture)})
                                .output.split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.takeFirst().section(u'\t', 0, 0), QString("packet"));
        QCOMPARE(lines, expected);
    }

    /// The sample's hosts look for their directory server, which is below a domain that is also
    /// asked for otherwise.
    void whatRulesHideIsCountedAndListedWithItsRule() {
        const QString ldap = QStringLiteral("name contains _ldap");
        const Outcome json = run({"report", m_sample, "--json", "-", "--no-hash", "--all"});
        const QJsonObject report = QJsonDocument::fromJson(json.output.toUtf8()).object();
        int hidden = 0;
        for (const QJsonValue finding : report[u"findings"].toArray()) {
            if (finding[u"flagged"].toBool() && !finding[u"excluded_by"].isNull()) {
                QCOMPARE(finding[u"excluded_by"].toString(), ldap);
                ++hidden;
            }
        }
        QVERIFY(hidden > 0);
        const QJsonObject rule = report[u"rules"][3].toObject();
        QCOMPARE(rule[u"value"].toString(), QStringLiteral("_ldap"));
        QCOMPARE(rule[u"names"].toInt(), 1);
        QCOMPARE(rule[u"clients"].toInt(-1), 0);
        QVERIFY(rule[u"queries"].toInt() > hidden);
        QCOMPARE(rule[u"findings"].toInt(), hidden);

        const QString text = run({"report", m_sample, "--no-hash", "--all"}).output;
        QCOMPARE(text.count(QStringLiteral("  suspicious timing, excluded: ") + ldap), hidden);
        QVERIFY(text.contains(QStringLiteral(" Rules hide %1 more.\n").arg(hidden)));
        QVERIFY(text.contains(QStringLiteral("  %1: 1 name, %2 queries, %3 findings\n")
                                  .arg(ldap)
                                  .arg(rule[u"queries"].toInt())
                                  .arg(hidden)));
        QVERIFY(text.contains(QStringLiteral("  4 rules hide nothing\n")));
    }
};

BEACONSCOPE_TEST(TestCommandOutputs)
#include "test_command_outputs.moc"
