// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/atomic_file.h"
#include "core/base/platform.h"
#include "tests/support/bound_by_permissions.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <ostream>

using namespace beaconscope;

namespace {

void put(const QString& path, const QByteArray& content) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

QStringList filesIn(const QTemporaryDir& directory) {
    return QDir(directory.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
}

std::optional<Error> writeText(const QString& path, const std::string& text) {
    return writeFileAtomically(path.toStdString(), [&](std::ostream& out) { out << text; });
}

/// No file of this process may grow beyond a size while it lives: what a full disk does.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes) {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;
    ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};

} // namespace

class TestAtomicFile : public QObject {
    Q_OBJECT

private slots:
    void writesANewFile() {
        const QTemporaryDir directory;
        QVERIFY(!writeText(directory.filePath("new.csv"), "a,b\n"));
        QCOMPARE(contentOf(directory.filePath("new.csv")), QByteArray("a,b\n"));
        QCOMPARE(filesIn(directory), QStringList{"new.csv"});
    }

    void writesMoreThanItsBuffer() {
        const QTemporaryDir directory;
        const QString path = directory.filePath("big");
        const std::string line(1000, 'x');
        QVERIFY(!writeFileAtomically(path.toStdString(), [&](std::ostream& out) {
            for (int i = 0; i < 500; ++i)
                out << line << static_cast<char>('0' + i % 10);
        }));
        const QByteArray content = contentOf(path);
        QCOMPARE(content.size(), qsizetype{500 * 1001});
        QCOMPARE(content.at(499 * 1001 + 1000), '9');
    }

    void replacesAndKeepsPermissions() {
        const QTemporaryDir directory;
        const QString path = directory.filePath("old");
        put(path, "old");
        const auto permissions = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup;
        QVERIFY(QFile::setPermissions(path, permissions));
        QVERIFY(!writeText(path, "new"));
        QCOMPARE(contentOf(path), QByteArray("new"));
        QVERIFY((QFile::permissions(path) & QFile::ReadGroup) != 0);
        QVERIFY((QFile::permissions(path) & (QFile::ReadOther | QFile::WriteGroup)) == 0);
    }

    void keepsALinkAndReplacesItsTarget() {
        const QTemporaryDir directory;
        QVERIFY(QDir(directory.path()).mkdir("elsewhere"));
        put(directory.filePath("elsewhere/target"), "old");
        QVERIFY(QFile::link("elsewhere/target", directory.filePath("link")));
        QVERIFY(!writeText(directory.filePath("link"), "new"));
        QVERIFY(QFileInfo(directory.filePath("link")).isSymLink());
        QCOMPARE(contentOf(directory.filePath("elsewhere/target")), QByteArray("new"));
    }

    void writesWhereADanglingLinkPoints() {
        const QTemporaryDir directory;
        QVERIFY(QFile::link("later", directory.filePath("link")));
        QVERIFY(!writeText(directory.filePath("link"), "new"));
        QVERIFY(QFileInfo(directory.filePath("link")).isSymLink());
        QCOMPARE(contentOf(directory.filePath("later")), QByteArray("new"));
    }

    void refusesALinkThatLeadsToItself() {
        const QTemporaryDir directory;
        QVERIFY(QFile::link(directory.filePath("b"), directory.filePath("a")));
        QVERIFY(QFile::link(directory.filePath("a"), directory.filePath("b")));
        const auto error = writeText(directory.filePath("a"), "text");
        QVERIFY(error);
        QVERIFY2(error->message.ends_with(": it is a link that leads to itself"),
                 error->message.c_str());
        QVERIFY(QFileInfo(directory.filePath("a")).isSymLink());
    }

    void leavesTheOldFileWhenTheDiskIsFull() {
        const QTemporaryDir directory;
        const QString path = directory.filePath("report.pdf");
        put(path, "old");
        std::optional<Error> error;
        {
            const FileSizeLimit limit(100'000);
            error = writeText(path, std::string(1'000'000, 'x'));
        }
        QVERIFY(error);
        QVERIFY(error->message.find("report.pdf") != std::string::npos);
        QCOMPARE(contentOf(path), QByteArray("old"));
        QCOMPARE(filesIn(directory), QStringList{"report.pdf"});
    }

    void reportsAFullDevice() {
        QVERIFY2(QFile::exists("/dev/full"), "Linux has this device everywhere");
        const auto error = writeText("/dev/full", "x");
        QVERIFY(error);
        QVERIFY(error->message.find("No space left") != std::string::npos);
    }

    void doesNotReplaceADevice() {
        QVERIFY(!writeText("/dev/null", "x"));
        QVERIFY(!QFileInfo("/dev/null").isFile());
    }

    void writesIntoThePipeBehindADescriptor() {
        std::array<int, 2> ends{};
        QCOMPARE(::pipe(ends.data()), 0);
        QVERIFY(!writeText(QString("/dev/fd/%1").arg(ends[1]), "x"));
        char received = 0;
        QCOMPARE(::read(ends[0], &received, 1), ssize_t{1});
        QCOMPARE(received, 'x');
        ::close(ends[0]);
        ::close(ends[1]);
    }

    void aFileIsTheSameUnderEachOfItsNames() {
        const QTemporaryDir directory;
        const auto identity = [&](const char* name) {
            return platform::fileIdentity(directory.filePath(name).toStdString());
        };
        put(directory.filePath("file"), "x");
        put(directory.filePath("other"), "x");
        QVERIFY(QDir(directory.path()).mkdir("folder"));
        QVERIFY(QFile::link("file", directory.filePath("link")));
        QVERIFY(QFile::link("folder/later", directory.filePath("dangling")));
        QCOMPARE(
            ::link(qPrintable(directory.filePath("file")), qPrintable(directory.filePath("hard"))),
            0);
        QVERIFY(identity("file"));
        for (const char* name : {"link", "hard", "folder/../file"})
            QVERIFY2(identity(name) == identity("file"), name);
        QVERIFY(identity("other") != identity("file"));
        QVERIFY(identity("folder/later"));
        QVERIFY(identity("dangling") == identity("folder/later"));
        QVERIFY(identity("later") != identity("folder/later"));
        QVERIFY(!identity("no/such/folder/file"));
        QVERIFY(!platform::fileIdentity("/dev/null"));
    }

    void leavesTheOldFileWhenTheContentFails() {
        const QTemporaryDir directory;
        const QString path = directory.filePath("old");
        put(path, "old");
        const auto error = writeFileAtomically(path.toStdString(), [](std::ostream& out) {
            out << "half";
            out.setstate(std::ios::badbit);
        });
        QVERIFY(error);
        QCOMPARE(contentOf(path), QByteArray("old"));
        QCOMPARE(filesIn(directory), QStringList{"old"});
    }

    void leavesTheOldFileWhenItIsStopped() {
        const QTemporaryDir directory;
        for (const char* name : {"old", "new"}) {
            const QString path = directory.filePath(name);
            if (QByteArray("old") == name)
                put(path, "old");
            std::stop_source stop;
            const auto written = writeFileAtomically(
                path.toStdString(),
                [&stop](std::ostream& out) {
                    out << "half";
                    stop.request_stop();
                },
                stop.get_token());
            QVERIFY(written && *written == FileWritten::Stopped);
        }
        QCOMPARE(contentOf(directory.filePath("old")), QByteArray("old"));
        QCOMPARE(filesIn(directory), QStringList{"old"});
    }

    void refusesDirectoriesAndMissingOnes() {
        const QTemporaryDir directory;
        QVERIFY(writeText(directory.path(), "x"));
        QVERIFY(writeText(directory.filePath("missing/file"), "x"));
        QVERIFY(filesIn(directory).isEmpty());
    }

    void refusesAWriteProtectedFile() {
        const QTemporaryDir directory;
        const QString path = directory.filePath("old");
        put(path, "old");
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner));
        QVERIFY(testing::boundByPermissions([&] { return writeText(path, "new"); }));
        QCOMPARE(contentOf(path), QByteArray("old"));
    }
};

BEACONSCOPE_TEST(TestAtomicFile)
#include "test_atomic_file.moc"
