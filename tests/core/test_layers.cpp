// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

namespace {

/// For each folder the other ones that its files may include. Data moves one way, see "How it is
/// built" in README.md; where two folders name each other, they share a place on that way.
const QMap<QString, QString> kMayInclude{
    {"core/base", ""},
    {"core/dns", "core/base"},
    {"core/capture", "core/base core/dns core/zeek"},
    {"core/zeek", "core/base core/dns core/capture"},
    {"core/rules", "core/base core/dns"},
    {"core/store", "core/base core/dns core/capture"},
    {"core/analysis", "core/base core/dns core/store core/rules"},
    {"core/engine", "core/base core/dns core/capture core/store core/rules core/analysis "
                    "core/tables"},
    {"core/tables", "core/base core/dns core/store core/rules core/analysis core/engine"},
    {"core/export", "core/base core/rules core/analysis core/engine core/tables"},
    {"core/simulate", "core/base core/dns"},
    {"ui/session", "core"},
    {"ui/models", "core ui/session"},
    {"ui/plots", "core"},
    {"ui/shell", "core ui/session ui/report"},
    {"ui/report", "core ui/plots"},
    {"ui/dialogs", "core ui/session ui/models ui/shell"},
    {"ui/views", "core ui"},
    {"app", "core ui"},
};

/// "core/base" of "core/base/text.h"; "app" of "app/commands.h".
QString folderOf(const QString& path) {
    return path.startsWith("app/") ? QString("app") : path.section(u'/', 0, 1);
}

} // namespace

/// Who may include whom.
class TestLayers : public QObject {
    Q_OBJECT

private slots:
    void filesIncludeOnlyWhatLiesBelowThem_data() {
        QTest::addColumn<QStringList>("paths");
        QMap<QString, QStringList> files;
        for (const char* top : {"core", "ui", "app"}) {
            QDirIterator it(QString(BEACONSCOPE_SOURCE_DIR "/") + top, {"*.h", "*.cpp"},
                            QDir::Files, QDirIterator::Subdirectories);
            while (it.hasNext()) {
                const QString path = it.next();
                files[folderOf(QDir(BEACONSCOPE_SOURCE_DIR).relativeFilePath(path))] += path;
            }
        }
        for (auto it = files.cbegin(); it != files.cend(); ++it)
            QTest::newRow(qPrintable(it.key())) << it.value();
        QVERIFY(files.size() > 1);
    }
    void filesIncludeOnlyWhatLiesBelowThem() {
        QFETCH(QStringList, paths);
        const QString folder(QTest::currentDataTag());
        QVERIFY2(kMayInclude.contains(folder), "This folder has no place yet.");
        const QStringList allowed = kMayInclude[folder].split(u' ') + QStringList{folder};
        static const QRegularExpression kInclude("^ *# *include +([\"<])([^\">]+)[\">]",
                                                 QRegularExpression::MultilineOption);
        for (const QString& path : std::as_const(paths)) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            auto includes = kInclude.globalMatch(QString::fromUtf8(file.readAll()));
            while (includes.hasNext()) {
                const QRegularExpressionMatch include = includes.next();
                const QString header = include.captured(2);
                const bool isOwn = include.captured(1) == u"\"";
                const bool isQt = !isOwn && (header.startsWith(u'Q') || header == u"qcustomplot.h");
                const QString other = folderOf(header);
                const bool isAllowed =
                    isOwn ? allowed.contains(other) || allowed.contains(other.section(u'/', 0, 0))
                          : !isQt || !folder.startsWith("core");
                QVERIFY2(isAllowed, qPrintable(path + " includes " + header));
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestLayers)
#include "test_layers.moc"
