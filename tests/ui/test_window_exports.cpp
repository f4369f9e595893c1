// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/named_pipe.h"
#include "tests/support/pcap_builder.h"
#include "tests/support/test_program.h"
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
#include <QThreadPool>
#include <QTimer>
#include <QToolButton>

using namespace beaconscope;
using testing::Window;

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

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void writeOld(const QString& path) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("old") == 3);
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

/// Triggers an export and answers its file dialog.
void exportTo(const QString& path, QAction* action) {
    QTimer::singleShot(0, [path] {
        auto* const dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        QVERIFY(dialog != nullptr);
        dialog->setOption(QFileDialog::DontConfirmOverwrite);
        dialog->selectFile(path);
        QMetaObject::invokeMethod(dialog, "accept", Qt::QueuedConnection);
    });
    action->trigger();
}

QAction* actionOf(const Window& w, const QString& text) {
    const auto actions = w.window.findChildren<QAction*>();
    for (QAction* const action : actions) {
        if (action->text().contains(text))
            return action;
    }
    return nullptr;
}

QJsonObject fileIn(const QString& json) {
    const QJsonObject root = QJsonDocument::fromJson(contentOf(json)).object();
    return root[u"capture"][u"files"][0].toObject();
}

/// A job that ends when the test fills its hashes.
struct WaitingJob {
    std::shared_ptr<session::FileHashes> hashes = std::make_shared<session::FileHashes>();
    std::string written; ///< the hash that was written
    QString step;
    std::optional<bool> isCancelled;
    QThreadPool pool;
    ui::FileExport* job = nullptr;

    WaitingJob() {
        auto snapshot = std::make_shared<snapshot::Snapshot>();
        input::FileFacts file;
        file.path = "/does/not/exist";
        snapshot->capture.files.push_back(file);
        hashes->running = 1;
        job = new ui::FileExport(
            snapshot, hashes, QStringLiteral("out"),
            [this](const snapshot::Snapshot& hashed, const QString&) -> std::optional<Error> {
                written = hashed.capture.files.at(0).sha256;
                return std::nullopt;
            },
            pool, nullptr);
        QObject::connect(job, &ui::ExportJob::progressed,
                         [this](const QString& what, auto) { step = what; });
        QObject::connect(job, &ui::ExportJob::ended,
                         [this](bool cancelled, const auto&) { isCancelled = cancelled; });
        job->start();
    }
};

} // namespace

class TestWindowExports : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        QVERIFY(m_folder.prepare());
        m_many = m_folder.path(QStringLiteral("many.pcap"));
        QVERIFY(simulate::writeCaptureFile(manyBeacons(), m_many.toStdString()));
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
        QVERIFY(!waiting.isCancelled);
        QVERIFY2(waiting.step.contains(QStringLiteral("SHA-256")), qPrintable(waiting.step));
        waiting.hashes->byPath.insert(QStringLiteral("/does/not/exist"), QStringLiteral("abc"));
        waiting.hashes->running = 0;
        waiting.job->hashesChanged();
        QTRY_VERIFY(waiting.isCancelled);
        QVERIFY(!*waiting.isCancelled);
        QCOMPARE(waiting.written, std::string("abc"));
    }

    void anExportThatWaitsCanBeStopped() {
        WaitingJob waiting;
        waiting.job->cancel();
        QVERIFY(waiting.isCancelled && *waiting.isCancelled);
        QVERIFY(waiting.written.empty());
    }

    void filesAreHashedBesideTheReading() {
        const QString pipe = m_folder.path(QStringLiteral("pipe"));
        QVERIFY(testing::makePipe(pipe.toStdString()));
        session::InvestigationController controller;
        controller.open({m_many, pipe});
        // A packet from the pipe, and then silence, keeps the load running.
        const testing::Bytes bytes =
            testing::PcapBuilder().add(timestampFromSeconds(1, 0), testing::Bytes(60)).bytes();
        testing::PipeWriter writer(pipe.toStdString());
        QVERIFY(writer.write(bytes));
        QTRY_VERIFY(controller.hashes()->byPath.value(m_many).size() == 64);
        QVERIFY(controller.isBusy() && controller.snapshot()->isLoading);
        writer.close();
        QTRY_VERIFY(!controller.isBusy());
        QCOMPARE(controller.hashes()->byPath.value(m_many).size(), 64);
    }

private:
    testing::WindowFolder m_folder;
    QString m_many;
};

BEACONSCOPE_TEST(TestWindowExports)
#include "test_window_exports.moc"
