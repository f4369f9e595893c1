// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/byte_stream.h"
#include "core/input/decompression.h"
#include "tests/make_data/data_files.h"
#include "tests/support/capture_folders.h"
#include "tests/support/test_program.h"

#include <QDirIterator>
#include <QFileInfo>
#include <QProcess>
#include <QSet>
#include <QTest>

#include <array>

using namespace beaconscope;

namespace {

const QString kFolder = QStringLiteral(BEACONSCOPE_SOURCE_DIR "/tests/data/");

/// With what its file has behind its name in the folder.
QString withEnding(const QString& path) {
    if (QFileInfo::exists(kFolder + path + ".xz"))
        return path + ".xz";
    return QString::fromStdString(testing::captureFile(kFolder.toStdString(), path.toStdString()))
        .mid(kFolder.size() + 1);
}

QByteArray unpacked(const QString& path) {
    if (path.endsWith(".xz")) {
        QProcess xz;
        xz.start("xz", {"-dc", path});
        return xz.waitForFinished() ? xz.readAllStandardOutput() : QByteArray();
    }
    QByteArray content;
    auto bytes = input::openByteStream(path.toStdString());
    if (!bytes)
        return content;
    auto packed = std::make_unique<input::PeekedStream>(std::move(*bytes));
    const auto compression = input::compressionOf(packed->head());
    std::unique_ptr<input::ByteStream> stream = std::move(packed);
    if (compression != input::Compression::None)
        stream = input::decompress(compression, std::move(stream));
    std::array<std::byte, 65'536> part{};
    while (const std::size_t count = stream->read(part))
        content.append(reinterpret_cast<const char*>(part.data()), static_cast<qsizetype>(count));
    return content;
}

} // namespace

/// What lies in tests/data is what its generator makes.
class TestMadeData : public QObject {
    Q_OBJECT

private slots:
    void isMadeAgain() {
        QSet<QString> made;
        for (const auto& [name, content] : testdata::dataFiles()) {
            const QString path = withEnding(QString::fromStdString(name));
            QVERIFY2(unpacked(kFolder + path) == QByteArray::fromStdString(content), name.c_str());
            made.insert(path);
        }
        QDirIterator files(kFolder, QDir::Files, QDirIterator::Subdirectories);
        qint64 bytes = 0;
        while (files.hasNext()) {
            const QString path = files.next().mid(kFolder.size());
            const bool isRecorded =
                path.endsWith(".reference.tsv") || path.endsWith("lab_rule.tsv");
            QVERIFY2(made.contains(path) || isRecorded || path == "README.md", qPrintable(path));
            bytes += files.fileInfo().size();
        }
        constexpr qint64 kMaxBytes = 1'500'000; // every clone carries them
        QVERIFY2(bytes < kMaxBytes, qPrintable(QString::number(bytes)));
    }
};

BEACONSCOPE_TEST(TestMadeData)
#include "test_made_data.moc"
