// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/test_program.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTest>

namespace {

/// The folders in the order in which data passes them. A file includes its own folder and folders
/// further up this list, never one further down.
const QStringList kStations{
    "core/base",          "core/dns",           "core/input",
    "core/input/lines",   "core/input/zeek",    "core/input/sources",
    "core/network",       "core/store",         "core/rules",
    "core/series",        "core/detect",        "core/detect/tunnel",
    "core/detect/rhythm", "core/detect/others", "core/detect/registry",
    "core/snapshot",      "core/words",         "core/tables",
    "core/engine",        "core/export",        "core/simulate",
    "ui/session",         "ui/models",          "ui/plots",
    "ui/report",          "ui/shell",           "ui/widgets",
    "ui/dialogs",         "ui/controls",        "ui/tables",
    "ui/detail",          "ui/export",          "ui/window",
    "app/version",        "app/commands",       "app",
};

/// The library and the commands, of which beaconscope-cli is made.
bool knowsNoQt(const QString& folder) {
    return folder.startsWith("core/") || folder.startsWith("app/");
}

struct Include {
    QString header;
    bool isOwn = false; ///< in quotes: a file of this project

    bool isQt() const { return !isOwn && (header.startsWith(u'Q') || header == u"qcustomplot.h"); }
};

QList<Include> includesOf(const QString& path) {
    static const QRegularExpression kInclude("^ *# *include +([\"<])([^\">]+)[\">]",
                                             QRegularExpression::MultilineOption);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    const QString text = QString::fromUtf8(file.readAll());
    QList<Include> includes;
    auto matches = kInclude.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        includes.append({match.captured(2), match.captured(1) == u"\""});
    }
    return includes;
}

} // namespace

/// Who may include whom.
class TestLayers : public QObject {
    Q_OBJECT

private slots:
    void filesIncludeOnlyWhatDataPassedBefore_data() {
        QTest::addColumn<QStringList>("paths");
        QMap<QString, QStringList> files;
        const QDir root(BEACONSCOPE_SOURCE_DIR);
        for (const char* top : {"core", "ui", "app"}) {
            QDirIterator it(root.filePath(top), {"*.h", "*.cpp"}, QDir::Files,
                            QDirIterator::Subdirectories);
            while (it.hasNext()) {
                const QFileInfo file(it.next());
                files[root.relativeFilePath(file.path())] += file.filePath();
            }
        }
        for (auto it = files.cbegin(); it != files.cend(); ++it)
            QTest::newRow(qPrintable(it.key())) << it.value();
        QStringList stations = kStations;
        stations.sort();
        QCOMPARE(QStringList(files.keys()), stations);
    }
    void filesIncludeOnlyWhatDataPassedBefore() {
        QFETCH(QStringList, paths);
        const QString folder(QTest::currentDataTag());
        const qsizetype place = kStations.indexOf(folder);
        QVERIFY2(place >= 0, "This folder has no place yet.");
        for (const QString& path : std::as_const(paths)) {
            for (const Include& include : includesOf(path)) {
                const QString complaint = path + " includes " + include.header;
                QVERIFY2(!include.isQt() || !knowsNoQt(folder), qPrintable(complaint));
                if (!include.isOwn)
                    continue;
                const qsizetype other = kStations.indexOf(QFileInfo(include.header).path());
                QVERIFY2(other >= 0 && other <= place, qPrintable(complaint));
            }
        }
    }
    /// What a system without POSIX lacks is in files called platform, so that a port finds it.
    void onlyThePlatformFilesKnowTheSystem() {
        static const QRegularExpression kSystem(
            "^(sys|arpa|netinet|net)/|^(unistd|fcntl|poll|malloc|dirent|pwd|termios|signal)\\.h$");
        const QDir root(BEACONSCOPE_SOURCE_DIR);
        bool hasPlatform = false;
        for (const QString& folder : kStations) {
            QDirIterator it(root.filePath(folder), {"*.h", "*.cpp"}, QDir::Files);
            while (it.hasNext()) {
                const QString path = it.next();
                const bool isPlatform = QFileInfo(path).fileName().startsWith("platform");
                for (const Include& include : includesOf(path)) {
                    if (include.isOwn || !kSystem.match(include.header).hasMatch())
                        continue;
                    QVERIFY2(isPlatform, qPrintable(path + " includes " + include.header));
                    hasPlatform = true;
                }
            }
        }
        QVERIFY(hasPlatform);
    }
    void onlyTheListOfDetectorsKnowsTheRhythmDetector() {
        const QDir root(BEACONSCOPE_SOURCE_DIR);
        for (const QString& folder : kStations) {
            if (folder == "core/detect/rhythm" || folder == "core/detect/registry")
                continue;
            QDirIterator it(root.filePath(folder), {"*.h", "*.cpp"}, QDir::Files);
            while (it.hasNext()) {
                const QString path = it.next();
                for (const Include& include : includesOf(path))
                    QVERIFY2(!include.header.startsWith("core/detect/rhythm/"),
                             qPrintable(path + " includes " + include.header));
            }
        }
    }
};

BEACONSCOPE_TEST(TestLayers)
#include "test_layers.moc"
