// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/program.h"

#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

#include <sys/prctl.h>

#include <linux/capability.h>

namespace beaconscope::testing {

QString settingsFolder() {
    static const QTemporaryDir kFolder;
    return kFolder.path();
}

namespace {

QString& chosenProgram() {
    static QString path = QStringLiteral(BEACONSCOPE_PROGRAM);
    return path;
}

Outcome runIn(QProcess& process, const QStringList& arguments) {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("QT_QPA_PLATFORM", "offscreen");
    environment.insert("XDG_CONFIG_HOME", settingsFolder());
    process.setProcessEnvironment(environment);
    process.start(programPath(), arguments);
    if (!process.waitForFinished(120'000) || process.exitStatus() != QProcess::NormalExit)
        return {-1, {}, process.errorString()};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

} // namespace

void addProgramRows() {
    QTest::addColumn<QString>("program");
    for (const char* program : {BEACONSCOPE_PROGRAM, BEACONSCOPE_CLI_PROGRAM})
        QTest::newRow(qPrintable(QFileInfo(program).fileName())) << QString(program);
}

void useProgramOfRow() {
    QFETCH_GLOBAL(QString, program);
    chosenProgram() = program;
}

QString programPath() {
    return chosenProgram();
}

QString programName() {
    return QFileInfo(programPath()).fileName();
}

Outcome run(const QStringList& arguments, const QString& standardOutputFile) {
    QProcess process;
    if (!standardOutputFile.isEmpty())
        process.setStandardOutputFile(standardOutputFile);
    return runIn(process, arguments);
}

Outcome runBoundByPermissions(const QStringList& arguments) {
    QProcess process;
    // What is gone from the bounding set is not given to the superuser's programs. Others have
    // no such rights, and the calls fail.
    process.setChildProcessModifier([] {
        ::prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE);
        ::prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH);
    });
    return runIn(process, arguments);
}

void write(const QString& path, const QByteArray& content) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

QByteArray read(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace beaconscope::testing
