// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/named_pipe.h"
#include "tests/support/pcap_builder.h"
#include "tests/support/test_program.h"
#include "tests/ui/window_fixture.h"

#include <QElapsedTimer>

using namespace beaconscope;
using namespace beaconscope::testing;

namespace {

/// Returns a capture that begins with this number of queries.
Bytes captureOf(int queries) {
    PcapBuilder builder;
    for (int i = 0; i < queries; ++i) {
        builder.add(timestampFromSeconds(1'700'000'000 + i, 0),
                    ethernet(udpPacket({"10.0.0.1", 4000}, {"10.0.0.2", 53},
                                       dnsQuery(static_cast<std::uint16_t>(i), "a.example"))));
    }
    return builder.bytes();
}

} // namespace

/// Tests the window while it reads a capture from a pipe that has stopped sending.
class TestWindowLive : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QVERIFY(m_folder.prepare()); }

    void newQueriesAreShownButNoCountsOfTheEarlierCapture() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        const QString pipe = newPipe();
        w.window.openFiles({pipe});
        const PipeWriter writer(pipe.toStdString());
        QVERIFY(writer.write(captureOf(5)));
        w.tables().setCurrentWidget(w.tables().pane(tables::TableKind::Clients));
        QTRY_COMPARE(w.model(tables::TableKind::Clients).rowCount(), 1);
        QVERIFY(w.window.controller().isBusy());
        QCOMPARE(w.tables().tabText(2), QStringLiteral("Clients (1)"));
        for (const int hidden : {0, 1, 3, 4}) {
            const QString title = w.tables().tabText(hidden);
            QVERIFY2(title.endsWith(QStringLiteral("(…)")), qPrintable(title));
        }
        // A table counts its rows only when it is visible.
        w.tables().setCurrentWidget(w.tables().pane(tables::TableKind::Queries));
        QTRY_COMPARE(w.tables().tabText(4), QStringLiteral("Queries (5)"));
    }

    void stoppingKeepsTheQueriesThatCame() {
        Window w;
        const QString pipe = newPipe();
        w.window.openFiles({pipe});
        const PipeWriter writer(pipe.toStdString());
        QVERIFY(writer.write(captureOf(5)));
        QTRY_VERIFY(w.window.controller().snapshot() != nullptr);
        w.window.actions().cancel->trigger();
        QVERIFY(w.settle());
        QCOMPARE(w.window.controller().snapshot()->capture.packets, std::uint64_t{5});
        QVERIFY(!w.window.controller().snapshot()->isLoading);
        QCOMPARE(w.tables().tabText(4), QStringLiteral("Queries (5)"));
    }

    void theWindowClosesAtOnce() {
        QElapsedTimer clock;
        const QString pipe = newPipe();
        {
            Window w;
            w.window.openFiles({pipe});
            QTest::qWait(200); // gives the reader time to open the pipe and to wait for a writer
            clock.start();
        }
        QVERIFY2(clock.elapsed() < 1'000, qPrintable(QString::number(clock.elapsed())));
    }

private:
    QString newPipe() {
        QString path = m_folder.path(QStringLiteral("pipe%1").arg(++m_pipes));
        return makePipe(path.toStdString()) ? path : QString();
    }

    WindowFolder m_folder;
    int m_pipes = 0;
};

BEACONSCOPE_TEST(TestWindowLive)
#include "test_window_live.moc"
