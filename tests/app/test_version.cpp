// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/program.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace beaconscope::testing;

namespace {

/// What a command prints; empty when it fails.
QString outputOf(const QString& program, const QStringList& arguments) {
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished() || process.exitStatus() != QProcess::NormalExit ||
        process.exitCode() != 0)
        return {};
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

QString git(const QString& folder, const QStringList& arguments) {
    return outputOf("git", QStringList{"-C", folder, "-c", "user.name=Test", "-c",
                                       "user.email=test@example.com"} +
                               arguments);
}

/// The source that the build makes of a folder of sources, as one with version 1.2.3.
QByteArray versionSource(const QString& folder, const QString& output) {
    outputOf(BEACONSCOPE_CMAKE,
             {"-D", "SOURCE_DIR=" + folder, "-D", "VERSION=1.2.3", "-D", "OUTPUT=" + output, "-P",
              BEACONSCOPE_SOURCE_DIR "/app/version/write_version.cmake"});
    return read(output);
}

} // namespace

/// The version comes from CMakeLists.txt alone, and from git.
class TestVersion : public QObject {
    Q_OBJECT

private slots:
    void theProgramNamesVersionAndCommit() {
        const QString printed = run({"--version"}).output.trimmed();
        const QString version = "beaconscope " BEACONSCOPE_PROJECT_VERSION;
        // HEAD may have moved since the build, so any commit of this repository will do.
        const bool isCheckout = QFileInfo::exists(BEACONSCOPE_SOURCE_DIR "/.git") &&
                                !git(BEACONSCOPE_SOURCE_DIR, {"rev-parse", "HEAD"}).isEmpty();
        if (!isCheckout) {
            QCOMPARE(printed, version);
            return;
        }
        QVERIFY2(printed.startsWith(version + "+git."), qPrintable(printed));
        const QString hash = printed.section("+git.", 1);
        QCOMPARE(git(BEACONSCOPE_SOURCE_DIR, {"cat-file", "-t", hash}), QString("commit"));
    }

    void theManPageNamesTheVersion() {
        const QByteArray title =
            "\n.TH BEACONSCOPE 1 \"\" \"Beaconscope " BEACONSCOPE_PROJECT_VERSION "\"";
        QVERIFY(read(BEACONSCOPE_MAN_PAGE).contains(title));
    }

    void checkoutsAndWorktreesHaveACommitAndTarballsHaveNone() {
        QVERIFY2(!QStandardPaths::findExecutable("git").isEmpty(),
                 "git is missing; packaging/dependencies.txt names it for the tests");
        const QTemporaryDir folder;
        const QString checkout = folder.filePath("checkout");
        const QString worktree = folder.filePath("worktree");
        const QString tarball = checkout + "/tarball";
        const QString output = folder.filePath("version.cpp");
        QVERIFY(QDir().mkpath(tarball));
        git(checkout, {"init", "--quiet"});
        QVERIFY(versionSource(checkout, output).contains("\"1.2.3\""));

        git(checkout, {"commit", "--quiet", "--allow-empty", "-m", "First"});
        git(checkout, {"worktree", "add", "--quiet", worktree});
        const QString hash = git(checkout, {"rev-parse", "HEAD"}).left(10);
        QCOMPARE(hash.size(), 10);
        const QByteArray expected = "\"1.2.3+git." + hash.toUtf8() + "\"";
        QVERIFY(versionSource(checkout, output).contains(expected));
        QVERIFY(versionSource(worktree, output).contains(expected));
        QVERIFY(versionSource(tarball, output).contains("\"1.2.3\""));
    }

    /// A source that is written anew is compiled anew, and the program is linked anew.
    void theSourceIsLeftAloneWhileTheCommitIsTheSame() {
        const QTemporaryDir folder;
        const QString output = folder.filePath("version.cpp");
        const QByteArray source = versionSource(folder.path(), output);
        QVERIFY(source.contains("\"1.2.3\""));
        QFile file(output);
        const QDateTime longAgo(QDate(2001, 2, 3), QTime(4, 5), Qt::UTC);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(longAgo, QFileDevice::FileModificationTime));
        file.close();
        QCOMPARE(versionSource(folder.path(), output), source);
        QCOMPARE(QFileInfo(output).lastModified().toUTC(), longAgo);
    }
};

BEACONSCOPE_TEST(TestVersion)
#include "test_version.moc"
