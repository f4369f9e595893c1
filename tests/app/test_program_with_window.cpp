// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/simulate/simulated_capture.h"
#include "tests/app/program.h"
#include "tests/support/test_program.h"

#include <QImage>
#include <QJsonDocument>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

using namespace beaconscope;
using namespace beaconscope::testing;

/// What the program with the window can do and beaconscope-cli cannot.
class TestProgramWithWindow : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_sample;

private slots:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        m_sample = m_folder.filePath("sample.pcap");
        QVERIFY(simulate::writeCaptureFile(simulate::classroomSample(), m_sample.toStdString()));
    }

    void helpOffersThePdfAndTheWindow() {
        QVERIFY(run({"--help"}).output.contains("--screenshot"));
        QVERIFY(run({"report", "--help"}).output.contains("--pdf"));
    }

    void thePictureHasTheSizeAskedForAndTellsOfItsFiles() {
        const QString picture = m_folder.filePath("window.png");
        const QStringList options{"--screenshot", picture, "--screenshot-size", "1200x800"};
        const Outcome whole = run(options + QStringList{m_sample});
        QVERIFY2(whole.exitCode == 0, qPrintable(whole.errors));
        QCOMPARE(QImage(picture).size(), QSize(1200, 800));

        const QString cut = m_folder.filePath("half.pcap");
        write(cut, read(m_sample).left(5'000));
        const Outcome inPart = run(options + QStringList{cut});
        QCOMPARE(inPart.exitCode, 4);
        QVERIFY2(inPart.errors.contains(cut + ": read in part"), qPrintable(inPart.errors));
        for (const auto& [name, content] : {std::pair("none.pcap", QByteArray()),
                                            std::pair("words.pcap", QByteArray("Just words\n"))}) {
            const QString path = m_folder.filePath(name);
            if (!content.isEmpty())
                write(path, content);
            const Outcome unread = run(options + QStringList{path});
            QCOMPARE(unread.exitCode, 3);
            QVERIFY2(unread.errors.contains(path + ": not read"), qPrintable(unread.errors));
        }
        const Outcome unwritten = run({"--screenshot", "/no/such/folder/\x1b.png", m_sample});
        QCOMPARE(unwritten.exitCode, 5);
        QVERIFY(unwritten.errors.contains("/no/such/folder/"));
        QVERIFY(!unwritten.errors.contains(u'\x1b'));
    }

    /// Without a desktop, Qt has things to say that are no fault of the command.
    void commandsWithoutAWindowAreQuiet() {
        const QString pdf = m_folder.filePath("quiet.pdf");
        const QString png = m_folder.filePath("quiet.png");
        for (const QStringList& arguments :
             {QStringList{"report", m_sample, "--no-hash", "--pdf", pdf},
              QStringList{"--screenshot", png, m_sample}}) {
            QProcess process;
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.remove("XDG_RUNTIME_DIR");
            environment.insert("QT_QPA_PLATFORM", "offscreen");
            process.setProcessEnvironment(environment);
            process.start(BEACONSCOPE_PROGRAM, arguments);
            QVERIFY(process.waitForFinished(60'000));
            QCOMPARE(process.exitCode(), 0);
            QCOMPARE(QString::fromUtf8(process.readAllStandardError()), QString());
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
        QProcess text;
        text.start("pdftotext", {pdf, "-"});
        QVERIFY2(text.waitForFinished(), "pdftotext of poppler-utils is not installed");
        const QString version = run({"--version"}).output.trimmed().section(u' ', 1);
        QVERIFY(text.readAllStandardOutput().contains("Beaconscope " + version.toUtf8()));
    }

    void thePdfGoesIntoPipesAndOverwritesNoCapture() {
        QVERIFY(run({"report", m_sample, "--no-hash", "--pdf", "-"}).output.startsWith("%PDF-"));
        const Outcome full = run({"report", m_sample, "--no-hash", "--pdf", "-"}, "/dev/full");
        QCOMPARE(full.exitCode, 5);
        const QByteArray before = read(m_sample);
        const Outcome refused = run({"report", m_sample, "--no-hash", "--pdf", m_sample});
        QCOMPARE(refused.exitCode, 2);
        QVERIFY2(refused.errors.contains("--pdf " + m_sample), qPrintable(refused.errors));
        QVERIFY(read(m_sample) == before);
        const QString nowhere = m_folder.filePath("no/such/folder/out.pdf");
        const Outcome unwritten = run({"report", m_sample, "--no-hash", "--pdf", nowhere});
        QCOMPARE(unwritten.exitCode, 5);
        QVERIFY2(unwritten.errors.contains(nowhere), qPrintable(unwritten.errors));
    }
};

BEACONSCOPE_TEST(TestProgramWithWindow)
#include "test_program_with_window.moc"
