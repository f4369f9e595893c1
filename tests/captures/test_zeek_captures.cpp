// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/loader.h"
#include "core/store/event.h"
#include "tests/support/capture_folders.h"
#include "tests/support/case_capture.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace beaconscope;
using store::Event;
using store::EventFlag;

namespace {

engine::LoadedCapture load(const QString& path) {
    Progress progress;
    return *engine::loadCapture({path.toStdString()}, progress, {}, {});
}

/// The queries of a capture, a line each, but for packet numbers, in order. Logs give microseconds.
QStringList queries(const engine::LoadedCapture& capture) {
    QStringList lines;
    const store::StoreView& store = capture.store;
    for (std::size_t i = 0; i < store.events.size(); ++i) {
        const Event& event = store.events[i];
        if (!event.has(EventFlag::HasQuery))
            continue;
        lines << QStringLiteral("%1 %2 %3 %4 %5 %6")
                     .arg(event.time.time_since_epoch().count() / 1'000)
                     .arg(
                         QString::fromStdString(store.addresses[event.client.index()].toString()),
                         QString::fromStdString(store.addresses[event.resolver.index()].toString()))
                     .arg(event.id)
                     .arg(static_cast<int>(event.qtype))
                     .arg(QString::fromStdString(store.names.text(event.name)));
    }
    lines.sort();
    return lines;
}

} // namespace

/// Logs in Zeek's formats, among the real ones some that Zeek itself wrote.
class TestZeekCaptures : public QObject {
    Q_OBJECT

private slots:
    void aLogTellsTheQueriesOfItsCapture_data() {
        QTest::addColumn<QString>("log");
        QTest::addColumn<QString>("capture");
        QTest::addColumn<int>("leftOut"); // by Zeek
        const QString ofCase = m_folder.filePath("case.pcap");
        QVERIFY(test::writeCaseAsCapture(
            BEACONSCOPE_SOURCE_DIR "/tests/data/cases/gen04_many_names", ofCase));
        const QString own = QString::fromStdString(testing::ownCaptures());
        QTest::newRow("columns") << own + "/zeek__gen04_many_names.dns.log.gz" << ofCase << 0;
        QTest::newRow("JSON") << own + "/zeek__gen04_many_names-json.dns.log.gz" << ofCase << 0;
        const QString other = QString::fromStdString(testing::captureFolders().back());
        if (other != own)
            QTest::newRow("written by Zeek")
                << other + "/zeek__Security-Datasets__NEWYORK_dns.log"
                << other + "/benign__Security-Datasets__NEWYORK.cap" << 1;
    }
    void aLogTellsTheQueriesOfItsCapture() {
        QFETCH(QString, log);
        QFETCH(QString, capture);
        QFETCH(int, leftOut);
        const QStringList ofLog = queries(load(log));
        const QStringList ofCapture = queries(load(capture));
        QVERIFY(ofLog.size() > 100);
        QCOMPARE(ofCapture.size(), ofLog.size() + leftOut);
        QVERIFY(std::ranges::includes(ofCapture, ofLog));
    }

    void everyLogIsReadToItsEnd() {
        for (const std::string& name : testing::captureFolders()) {
            const QFileInfoList logs =
                QDir(QString::fromStdString(name)).entryInfoList({"zeek__*"}, QDir::Files);
            QVERIFY2(!logs.isEmpty(), name.c_str());
            for (const QFileInfo& log : logs) {
                const input::FileFacts file = load(log.filePath()).facts.files.front();
                QVERIFY2(file.opened && file.complete && file.isLog, qPrintable(log.fileName()));
                QVERIFY2(file.problem.empty(), file.problem.c_str());
            }
        }
    }

private:
    QTemporaryDir m_folder;
};

BEACONSCOPE_TEST(TestZeekCaptures)
#include "test_zeek_captures.moc"
