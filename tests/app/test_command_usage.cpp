// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/simulate/simulated_capture.h"
#include "tests/app/program.h"
#include "tests/support/test_program.h"

#include <QTemporaryDir>
#include <QTest>

using namespace beaconscope;
using namespace beaconscope::testing;

/// Which command lines both programs understand, and what they say of the others.
class TestCommandUsage : public QObject {
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

    void everyGroupThatADetectorHasIsTaken() {
        for (const char* group : {"client-name", "client-domain", "name"}) {
            const Outcome outcome =
                run({"report", m_sample, "--detector", "lab", "--group", group, "--no-hash"});
            QVERIFY2(outcome.exitCode == 0, qPrintable(outcome.errors));
        }
    }

    /// What is written there is for people, and names the choices.
    void groupsAreNamedInHelpAndMessages() {
        const QString help = run({"report", "--help"}).output;
        QVERIFY2(help.contains("{client-name,client-domain,name}"), qPrintable(help));
        for (const QChar c : help)
            QVERIFY(c.isPrint() || c == u'\n');
        const QString unknown = run({"report", "x.pcap", "--group", "planet"}).errors;
        QVERIFY2(unknown.contains("planet") && unknown.contains("client-domain"),
                 qPrintable(unknown));
        const QString unfit = run({"report", "x.pcap", "--group", "client-name"}).errors;
        QVERIFY2(unfit.contains("only with client-domain"), qPrintable(unfit));
        QVERIFY2(unfit.contains("detectors that work with client-name: lab, rita"),
                 qPrintable(unfit));
    }

    void usageErrorsExitWith2_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("unknown option") << QStringList{"--no-such-option"};
        QTest::newRow("report without a file") << QStringList{"report"};
        QTest::newRow("unknown detector")
            << QStringList{"report", "x.pcap", "--detector", "no-such"};
        QTest::newRow("unknown group") << QStringList{"report", "x.pcap", "--group", "planet"};
        QTest::newRow("two outputs on standard output")
            << QStringList{"report", "x.pcap", "--csv", "-", "--json", "-"};
        QTest::newRow("detector without that group")
            << QStringList{"report", "x.pcap", "--detector", "lab-exact", "--group", "client-name"};
        QTest::newRow("beacon without a name")
            << QStringList{"simulate", "-o", "x.pcap", "--beacon", "period=60"};
        QTest::newRow("beacon with an unknown key")
            << QStringList{"simulate", "-o", "x.pcap", "--beacon", "name=a.example,pace=60"};
        QTest::newRow("beacon without a period")
            << QStringList{"simulate", "-o", "x.pcap", "--beacon", "name=a.example"};
        for (const char* pair : {"host=nan", "host=1e20", "host=1.7", "host=-1", "host=60000",
                                 "ttl=-5", "ttl=4294967296", "period=inf", "jitter=2", "shorten=1"})
            QTest::newRow(pair) << QStringList{"simulate", "-o", "x.pcap", "--beacon",
                                               QString("name=a.example,period=60,%1").arg(pair)};
        for (const char* option : {"--csv", "--json", "--pdf", "--rules", "--known-services"})
            QTest::addRow("empty %s", option) << QStringList{"report", m_sample, option, ""};
        for (const char* size : {"1440", "1440x", "0x900", "-5x900", "99999x900", "1440x900x2"})
            QTest::newRow(size) << QStringList{"--screenshot", "x.png", "--screenshot-size", size};
        for (const char* option : {"--seed=-3", "--seed=1.5", "--hosts=1.7", "--hosts=0",
                                   "--duration=nan", "--duration=-1"})
            QTest::newRow(option) << QStringList{"simulate", "-o", "x.pcap", option};
    }
    void usageErrorsExitWith2() {
        QFETCH(QStringList, arguments);
        const Outcome outcome = run(arguments);
        QCOMPARE(outcome.exitCode, 2);
        QVERIFY(!outcome.errors.isEmpty() || !outcome.output.isEmpty());
    }
};

BEACONSCOPE_TEST(TestCommandUsage)
#include "test_command_usage.moc"
