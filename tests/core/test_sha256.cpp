// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/sha256.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace beaconscope;

namespace {

std::string hashOf(std::string_view text) {
    Sha256 hash;
    hash.update(std::as_bytes(std::span(text)));
    return hash.finish().value();
}

// FIPS 180-4 example values, as published by NIST.
const std::string kAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
const std::string kEmpty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const std::string kMillionA = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

} // namespace

class TestSha256 : public QObject {
    Q_OBJECT

private slots:
    void givesThePublishedValues() {
        QCOMPARE(hashOf("abc"), kAbc);
        QCOMPARE(hashOf(""), kEmpty);
    }

    void hashesBytesThatArriveInPieces() {
        const std::string piece(999, 'a');
        Sha256 hash;
        for (int i = 0; i < 1001; ++i)
            hash.update(std::as_bytes(std::span(piece)));
        hash.update(std::as_bytes(std::span(piece).first(1)));
        QCOMPARE(hash.finish().value(), kMillionA);
    }

    void readsFilesLongerThanItsBuffer() {
        const QTemporaryDir directory;
        const QString path = directory.filePath("content");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        const std::string content(3 * 1024 * 1024 + 17, 'x');
        file.write(content.data(), static_cast<qint64>(content.size()));
        file.close();
        QCOMPARE(sha256OfFile(path.toStdString(), {}).value(), hashOf(content));
    }

    void stopsWhenTold() {
        const QTemporaryDir directory;
        const QString path = directory.filePath("content");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("abc");
        file.close();
        std::stop_source source;
        source.request_stop();
        QVERIFY(!sha256OfFile(path.toStdString(), source.get_token()).hasValue());
    }

    void refusesWhatIsNoFile() {
        const QTemporaryDir directory;
        QVERIFY(!sha256OfFile(directory.path().toStdString(), {}).hasValue());
        QVERIFY(!sha256OfFile(directory.filePath("missing").toStdString(), {}).hasValue());
        QVERIFY(!sha256OfFile("/dev/null", {}).hasValue());
    }
};

BEACONSCOPE_TEST(TestSha256)
#include "test_sha256.moc"
