// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/named_pipe.h"
#include "tests/support/pcap_builder.h"
#include "tests/support/test_program.h"
#include "tests/ui/running_export.h"
#include "tests/ui/window_fixture.h"
#include "ui/export/export_job.h"
#include "ui/export/exports.h"
#include "ui/session/file_hashes.h"
#include "ui/widgets/message_bar.h"

#include <QElapsedTimer>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSemaphore>
#include <QThreadPool>
#include <QTimer>
#include <QToolButton>

#include <ostream>
#include <thread>

using namespace beaconscope;
using namespace beaconscope::testing;

namespace {

constexpr int kFindings = 30;

simulate::Scenario manyBeacons() {
    simulate::Scenario scenario;
    scenario.browsing.reset();
    for (int i = 0; i < kFindings; ++i) {
        simulate::Beacon beacon;
        beacon.name = "beacon" + std::to_string(i) + ".example";
        beacon.rhythm.period = std::chrono::seconds{60 + i};
        scenario.beacons.push_back(beacon);
    }
    return scenario;
}

/// So many queries that their table takes a while to be written.
simulate::Scenario manyQueries() {
    simulate::Scenario scenario;
    scenario.browsing.reset();
    scenario.duration = std::chrono::hours{8};
    for (std::uint32_t i = 0; i < scenario.hosts; ++i) {
        simulate::Beacon beacon;
        beacon.host = i;
        beacon.name = "beacon" + std::to_string(i) + ".example";
        beacon.rhythm.period = std::chrono::seconds{1};
        beacon.ttlSeconds = 0;
        scenario.beacons.push_back(beacon);
    }
    return scenario;
}

/// As the PDF holds its title.
QByteArray utf16(const QString& text) {
    QByteArray bytes;
    for (const QChar character : text) {
        bytes.append(static_cast<char>(character.unicode() >> 8U));
        bytes.append(static_cast<char>(character.unicode() & 0xffU));
    }
    return bytes;
}

QAction* actionOf(const Window& w, const QString& text) {
    const auto actions = w.window.findChildren<QAction*>();
    for (QAction* const action : actions) {
        if (action->text().contains(text))
            return action;
    }
    return nullptr;
}

/// Begins to export the table of all queries; false when it is not in the midst of that.
bool beginTable(const Window& w, const QString& path) {
    w.tables().showTab(4);
    exportTo(path, w.window.actions().exportTable);
    return QTest::qWaitFor([&path] { return !unfinishedFiles(path).isEmpty(); }) &&
           !w.window.isSettled();
}

QJsonObject fileIn(const QString& json) {
    const QJsonObject root = QJsonDocument::fromJson(contentOf(json)).object();
    return root[u"capture"][u"files"][0].toObject();
}

/// A job that ends when the test fills its hashes.
struct WaitingJob {
    std::shared_ptr<session::FileHashes> hashes = std::make_shared<session::FileHashes>();
    QTemporaryDir folder;
    Ending ending;
    QThreadPool pool;
    ui::FileExport* job = nullptr;

    WaitingJob() {
        auto snapshot = std::make_shared<snapshot::Snapshot>();
        input::FileFacts file;
        file.path = "/does/not/exist";
        snapshot->capture.files.push_back(file);
        hashes->running = 1;
        const auto write = [](const snapshot::Snapshot& hashed, std::ostream& out,
                              const std::stop_token&) { out << hashed.capture.files.at(0).sha256; };
        job = new ui::FileExport(snapshot, hashes, path(), write, pool, nullptr);
        ending.follow(*job);
        job->start();
    }
    QString path() const { return folder.filePath(QStringLiteral("out")); }
};

} // namespace

class TestWindowExports : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        QVERIFY(m_folder.prepare());
        m_many = m_folder.path(QStringLiteral("many.pcap"));
        QVERIFY(simulate::writeCaptureFile(manyBeacons(), m_many.toStdString()));
        m_queries = m_folder.path(QStringLiteral("queries.pcap"));
        QVERIFY(simulate::writeCaptureFile(manyQueries(), m_queries.toStdString()));
    }

    void aReportIsDrawnWhileTheWindowGoesOn() {
        Window w;
        QVERIFY(w.open({m_many}));
        QVERIFY(w.model(tables::TableKind::Findings).rowCount() >= kFindings);
        const QString path = m_folder.path(QStringLiteral("lively.pdf"));
        int turns = 0;
        qint64 longest = 0;
        QElapsedTimer sinceLast;
        QTimer ticks;
        connect(&ticks, &QTimer::timeout, this, [&] {
            ++turns;
            longest = std::max(longest, sinceLast.restart());
        });
        exportTo(path, actionOf(w, QStringLiteral("PDF Report")));
        sinceLast.start();
        ticks.start(0);
        QVERIFY(w.settle());
        qInfo("%d turns of the event loop, the longest of %lld ms", turns,
              static_cast<long long>(longest));
        QVERIFY2(turns >= kFindings, qPrintable(QString::number(turns)));
        QVERIFY(contentOf(path).startsWith("%PDF-"));
    }

    void stoppingLeavesTheOldFile() {
        Window w;
        QVERIFY(w.open({m_many}));
        const QString path = m_folder.path(QStringLiteral("stopped.pdf"));
        writeOld(path);
        exportTo(path, actionOf(w, QStringLiteral("PDF Report")));
        auto* const bar = w.window.findChild<QWidget*>(QStringLiteral("exportBar"));
        QVERIFY(bar != nullptr);
        const auto* const step = bar->findChild<QLabel*>();
        QTRY_VERIFY(step->text().contains(QStringLiteral("page")));
        QVERIFY(bar->isVisible());
        QTest::mouseClick(bar->findChild<QToolButton*>(), Qt::LeftButton);
        QVERIFY(w.settle());
        QCOMPARE(contentOf(path), QByteArray("old"));
        QVERIFY(!bar->isVisible());
        const QString message = w.window.findChild<ui::MessageBar*>()->text();
        QVERIFY2(message.contains(QStringLiteral("was not written")), qPrintable(message));
    }

    void closingTheWindowStopsTheReport() {
        const QString path = m_folder.path(QStringLiteral("closed.pdf"));
        writeOld(path);
        {
            Window w;
            QVERIFY(w.open({m_many}));
            exportTo(path, actionOf(w, QStringLiteral("PDF Report")));
        }
        QCOMPARE(contentOf(path), QByteArray("old"));
    }

    void stoppingATableLeavesWhatWasThere() {
        Window w;
        QVERIFY(w.open({m_queries}));
        const QString old = m_folder.path(QStringLiteral("old-table.csv"));
        const QString absent = m_folder.path(QStringLiteral("new-table.csv"));
        writeOld(old);
        for (const QString& path : {old, absent}) {
            QVERIFY(beginTable(w, path));
            auto* const bar = w.window.findChild<QWidget*>(QStringLiteral("exportBar"));
            QVERIFY(bar->isVisible());
            QTest::mouseClick(bar->findChild<QToolButton*>(), Qt::LeftButton);
            QVERIFY(w.settle());
            QVERIFY(unfinishedFiles(path).isEmpty());
            QVERIFY(!bar->isVisible());
            const QString message = w.window.findChild<ui::MessageBar*>()->text();
            QVERIFY2(message.contains(QStringLiteral("was not written")), qPrintable(message));
        }
        QCOMPARE(contentOf(old), QByteArray("old"));
        QVERIFY(!QFile::exists(absent));
    }

    void closingTheWindowStopsATable() {
        const QString path = m_folder.path(QStringLiteral("closed-table.csv"));
        writeOld(path);
        {
            Window w;
            QVERIFY(w.open({m_queries}));
            QVERIFY(beginTable(w, path));
        }
        QCOMPARE(contentOf(path), QByteArray("old"));
        QVERIFY(unfinishedFiles(path).isEmpty());
    }

    void aTableIsWrittenWhole() {
        Window w;
        QVERIFY(w.open({m_many}));
        const QString path = m_folder.path(QStringLiteral("whole.csv"));
        w.tables().showTab(4);
        exportTo(path, w.window.actions().exportTable);
        QVERIFY(w.settle());
        QCOMPARE(contentOf(path).count('\n'), w.model(tables::TableKind::Queries).rowCount() + 1);
        const QString message = w.window.findChild<ui::MessageBar*>()->text();
        QVERIFY2(message.contains(QStringLiteral("Written to")), qPrintable(message));
    }

    void aFailureIsTold_data() {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("reason");
        QTest::newRow("full disk") << "/dev/full"
                                   << "No space left on device";
        QTest::newRow("no folder") << "/does/not/exist/file"
                                   << "No such file or directory";
    }

    void aFailureIsTold() {
        QFETCH(QString, target);
        QFETCH(QString, reason);
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        const ui::Actions& actions = w.window.actions();
        const std::pair<QAction*, const char*> exports[] = {{actions.exportFindings, "csv"},
                                                            {actions.exportTable, "csv"},
                                                            {actions.exportJson, "json"},
                                                            {actions.exportPdf, "pdf"}};
        for (const auto& [action, suffix] : exports) {
            const QTemporaryDir folder;
            const QString path = folder.filePath(QStringLiteral("link.") + QLatin1String(suffix));
            QVERIFY(QFile::link(target, path));
            exportTo(path, action);
            QVERIFY(w.settle());
            const QString message = w.window.findChild<ui::MessageBar*>()->text();
            QVERIFY2(message.contains(path) && message.contains(reason), qPrintable(message));
            QVERIFY(unfinishedFiles(path).isEmpty());
        }
    }

    void theReportIsOfWhatWasShown() {
        Window w;
        QVERIFY(w.open({m_many}));
        const QString path = m_folder.path(QStringLiteral("shown.pdf"));
        exportTo(path, actionOf(w, QStringLiteral("PDF Report")));
        QVERIFY(w.open({m_folder.sample()}));
        const QByteArray pdf = contentOf(path);
        QVERIFY(pdf.startsWith("%PDF-"));
        QVERIFY(pdf.contains(utf16(QStringLiteral("Beacon report: many.pcap"))));
    }

    void theOpenCaptureIsNotOverwritten() {
        Window w;
        QVERIFY(w.open({m_many}));
        const QByteArray before = contentOf(m_many);
        const QString link = m_folder.path(QStringLiteral("link.csv"));
        QVERIFY(QFile::link(m_many, link));
        const auto* const bar = w.window.findChild<ui::MessageBar*>();
        const auto writesNothing = [&](const QString& path, QAction* action) {
            exportTo(path, action);
            const bool isRefused = bar->text().contains(QStringLiteral("open capture"));
            return w.settle() && isRefused && contentOf(m_many) == before;
        };
        const ui::Actions& actions = w.window.actions();
        for (QAction* const action : {actions.exportFindings, actions.exportTable,
                                      actions.exportJson, actions.exportPdf, actions.exportRules})
            QVERIFY2(writesNothing(m_many, action), qPrintable(action->text()));
        QVERIFY(writesNothing(link, actions.exportFindings));
    }

    void aNameThatGetsASuffixIsAskedAbout() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        const QString path = m_folder.path(QStringLiteral("bare.csv"));
        writeOld(path);
        bool isAsked = false;
        // Says no, and then gives up in the dialog that comes again.
        QTimer answers;
        connect(&answers, &QTimer::timeout, this, [&isAsked] {
            QWidget* const modal = QApplication::activeModalWidget();
            if (auto* const question = qobject_cast<QMessageBox*>(modal)) {
                isAsked = true;
                question->button(QMessageBox::No)->click();
            } else if (auto* const dialog = qobject_cast<QFileDialog*>(modal); dialog && isAsked) {
                dialog->reject();
            }
        });
        answers.start(20);
        exportTo(m_folder.path(QStringLiteral("bare")), w.window.actions().exportFindings);
        QVERIFY(w.settle());
        QVERIFY(isAsked);
        QCOMPARE(contentOf(path), QByteArray("old"));
    }

    void anExportHasTheHash() {
        Window w;
        QVERIFY(w.open({m_many}));
        const QString path = m_folder.path(QStringLiteral("hashed.json"));
        exportTo(path, actionOf(w, QStringLiteral("JSON for")));
        QVERIFY(w.settle());
        QCOMPARE(fileIn(path)[u"sha256"].toString().size(), 64);
    }

    void anExportWaitsForTheHash() {
        WaitingJob waiting;
        QTest::qWait(50);
        QVERIFY(!waiting.ending.outcome);
        QVERIFY2(waiting.ending.step.contains(QStringLiteral("SHA-256")),
                 qPrintable(waiting.ending.step));
        waiting.hashes->byPath.insert(QStringLiteral("/does/not/exist"), QStringLiteral("abc"));
        waiting.hashes->running = 0;
        waiting.job->hashesChanged();
        QTRY_VERIFY(waiting.ending.is(FileWritten::Complete));
        QCOMPARE(contentOf(waiting.path()), QByteArray("abc"));
    }

    void anExportThatWaitsCanBeStopped() {
        WaitingJob waiting;
        waiting.job->cancel();
        QVERIFY(waiting.ending.is(FileWritten::Stopped));
        QVERIFY(!QFile::exists(waiting.path()));
    }

    void anExportThatWritesCanBeStopped() {
        const QString path = m_folder.path(QStringLiteral("half.txt"));
        writeOld(path);
        QSemaphore isHalf;
        const auto write = [&isHalf](const snapshot::Snapshot&, std::ostream& out,
                                     const std::stop_token& stop) {
            out << "half";
            isHalf.release();
            while (!stop.stop_requested())
                std::this_thread::yield();
        };
        QThreadPool pool;
        Ending ending;
        auto* const job = new ui::FileExport(std::make_shared<snapshot::Snapshot>(), nullptr, path,
                                             write, pool, nullptr);
        ending.follow(*job);
        job->start();
        isHalf.acquire();
        job->cancel();
        QTRY_VERIFY(ending.outcome);
        QVERIFY(ending.is(FileWritten::Stopped));
        QCOMPARE(contentOf(path), QByteArray("old"));
        QVERIFY(unfinishedFiles(path).isEmpty());
    }

    void filesAreHashedBesideTheReading() {
        const QString pipe = m_folder.path(QStringLiteral("pipe"));
        QVERIFY(makePipe(pipe.toStdString()));
        session::InvestigationController controller;
        controller.open({m_many, pipe});
        // A packet from the pipe, and then silence, keeps the load running.
        const Bytes bytes = PcapBuilder().add(timestampFromSeconds(1, 0), Bytes(60)).bytes();
        PipeWriter writer(pipe.toStdString());
        QVERIFY(writer.write(bytes));
        QTRY_VERIFY(controller.hashes()->byPath.value(m_many).size() == 64);
        QVERIFY(controller.isBusy() && controller.snapshot()->isLoading);
        writer.close();
        QTRY_VERIFY(!controller.isBusy());
        QCOMPARE(controller.hashes()->byPath.value(m_many).size(), 64);
    }

private:
    WindowFolder m_folder;
    QString m_many;
    QString m_queries;
};

BEACONSCOPE_TEST(TestWindowExports)
#include "test_window_exports.moc"
