#include "core/simulate/simulated_capture.h"
#include "tests/app/program.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace beaconscope;
using namespace beaconscope::testing;

/// Where the outputs of the commands go, and what they must not destroy.
class TestCommandOutputs : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_sample;

private slots:
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
        if (!QFile::exists("/dev/full"))
            return;
        for (const QStringList& command :
             {QStringList{"queries"}, QStringList{"report"}, QStringList{"report", "--csv", "-"}}) {
            const Outcome full = run(command + QStringList{"--", m_sample}, "/dev/full");
            QCOMPARE(full.exitCode, 5);
            QCOMPARE(full.errors, QString("beaconscope: Standard output could not be written\n"));
        }
    }

    void outputsGoIntoPipes() {
        const Outcome csv = run({"report", m_sample, "--csv", "/dev/stdout"});
        QCOMPARE(csv.exitCode, 0);
        QVERIFY(csv.output.startsWith("client,name,"));
        QProcess process;
        process.start(BEACONSCOPE_PROGRAM, {"simulate", "--sample", "-o", "/dev/stdout"});
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
            << QStringList{"report", path("captures"), "--pdf", path("captures/inner.pcap")}
            << QStringList{"--pdf", path("captures/inner.pcap")};
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
        const QString folder = m_folder.filePath("reported");
        QVERIFY(QDir().mkpath(folder));
        QVERIFY(QFile::copy(m_sample, folder + "/sample.pcap"));
        for (int i = 0; i < 2; ++i) {
            const Outcome outcome = run({"report", folder, "--csv", folder + "/findings.csv",
                                         "--json", folder + "/findings.json", "--no-hash"});
            QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.errors));
        }
    }

    void everyFormatIsWritten() {
        const QString csv = m_folder.filePath(QStringLiteral("out.csv"));
        const QString json = m_folder.filePath(QStringLiteral("out.json"));
        const QString pdf = m_folder.filePath(QStringLiteral("out.pdf"));
        const Outcome outcome =
            run({QStringLiteral("report"), m_sample, QStringLiteral("--csv"), csv,
                 QStringLiteral("--json"), json, QStringLiteral("--pdf"), pdf});
        QCOMPARE(outcome.exitCode, 0);
        QVERIFY(read(csv).startsWith("client,name,registered_domain,group,kind,"));
        QVERIFY(QJsonDocument::fromJson(read(json)).isObject());
        QVERIFY(read(pdf).startsWith("%PDF-"));
    }
};

QTEST_GUILESS_MAIN(TestCommandOutputs)
#include "test_command_outputs.moc"
