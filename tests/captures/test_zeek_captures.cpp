// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/loader.h"
#include "core/store/event.h"
#include "tests/support/shared_captures.h"
#include "tests/support/test_program.h"

#include <QDir>
#include <QTest>

using namespace beaconscope;
using store::Event;
using store::EventFlag;

namespace {

QDir capturesFolder() {
    return {QString::fromStdString(testing::sharedCaptures())};
}

engine::LoadedCapture load(const QString& name) {
    Progress progress;
    return *engine::loadCapture({capturesFolder().filePath(name).toStdString()}, progress, {}, {});
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

/// Logs that Zeek itself wrote.
class TestZeekCaptures : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        if (testing::sharedCaptures().empty())
            QSKIP("no shared captures in BEACONSCOPE_CAPTURES: entire test skipped");
    }

    /// But for one query, which Zeek left out.
    void aLogTellsTheQueriesOfItsCapture() {
        const QStringList ofLog =
            queries(load(QStringLiteral("zeek__Security-Datasets__NEWYORK_dns.log")));
        QStringList ofCapture =
            queries(load(QStringLiteral("benign__Security-Datasets__NEWYORK.cap")));
        QCOMPARE(ofLog.size(), 153);
        QCOMPARE(ofCapture.size(), 154);
        for (const QString& query : ofLog)
            QVERIFY2(ofCapture.removeOne(query), qPrintable(query));
    }

    void everyLogIsReadToItsEnd() {
        const QStringList logs =
            capturesFolder().entryList({QStringLiteral("zeek__*")}, QDir::Files);
        QVERIFY(!logs.isEmpty());
        for (const QString& name : logs) {
            const input::FileFacts file = load(name).facts.files.front();
            QVERIFY2(file.opened && file.complete && file.isLog, qPrintable(name));
            QVERIFY2(file.problem.empty(), file.problem.c_str());
        }
    }
};

BEACONSCOPE_TEST(TestZeekCaptures)
#include "test_zeek_captures.moc"
