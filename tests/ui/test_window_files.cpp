// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/archive_builder.h"
#include "tests/support/pcap_builder.h"
#include "tests/support/test_program.h"
#include "tests/ui/window_fixture.h"
#include "ui/session/investigation_controller.h"
#include "ui/widgets/message_bar.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QFile>
#include <QFileInfo>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QUrl>

#include <utility>

using namespace beaconscope;
using namespace beaconscope::ui;
using testing::Window;

/// What a window does with the files that it is given: whole, empty, wrong, or stopped half-way.
class TestWindowFiles : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        QVERIFY(m_folder.prepare());
        m_empty = m_folder.path(QStringLiteral("empty.pcap"));
        testing::writeFile(m_empty.toStdString(), testing::PcapBuilder().bytes());
    }

    void aFileThatCannotBeReadKeepsWhatIsOpen() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        const auto capture = w.window.controller().snapshot()->capture;
        const series::TimeRange range{*capture.first,
                                      *capture.first + (*capture.last - *capture.first) / 2};
        w.window.controller().setRange(range);
        QVERIFY(w.settle());
        w.view(tables::TableKind::Findings).goToRow(0);
        const auto before = w.window.controller().snapshot();
        const QString title = w.detailTitle();
        QVERIFY(w.open({m_folder.path(QStringLiteral("missing.pcap"))}));
        QCOMPARE(w.window.controller().snapshot(), before);
        QVERIFY(w.window.controller().settings().range == range);
        QCOMPARE(w.window.controller().paths(), QStringList{m_folder.sample()});
        QCOMPARE(w.detailTitle(), title);
        const QString message = w.window.messageBar()->text();
        QVERIFY2(message.contains(QStringLiteral("missing.pcap")), qPrintable(message));
        QVERIFY2(message.contains(QStringLiteral("kept")), qPrintable(message));
    }

    void anEncryptedArchiveAsksForItsPassword() {
        const QString path = m_folder.path(QStringLiteral("lesson.zip"));
        const testing::Bytes packet = testing::ethernet(testing::udpPacket(
            {"10.0.0.1", 4000}, {"10.0.0.2", 53}, testing::dnsQuery(1, "a.example")));
        const testing::Bytes capture =
            testing::PcapBuilder().add(timestampFromSeconds(1'700'000'000, 0), packet).bytes();
        testing::writeFile(path.toStdString(),
                           testing::archiveOf({{"a.pcap", capture}},
                                              testing::ArchiveFormat::ZipWithPassword,
                                              testing::ArchiveFilter::None, "s3cret"));
        Window w;
        QVERIFY(w.open({path}));
        const auto shown = [&w]() -> QInputDialog* {
            for (QInputDialog* dialog : w.window.findChildren<QInputDialog*>()) {
                if (dialog->isVisible())
                    return dialog;
            }
            return nullptr;
        };
        for (const auto& [reason, password] :
             {std::pair("needs a password", "wrong"), std::pair("with this password", "s3cret")}) {
            QInputDialog* const dialog = shown();
            QVERIFY(dialog);
            QVERIFY2(dialog->labelText().contains(QLatin1String(reason)),
                     qPrintable(dialog->labelText()));
            QCOMPARE(dialog->textEchoMode(), QLineEdit::Password);
            dialog->setTextValue(QLatin1String(password));
            dialog->accept();
            QVERIFY(w.settle());
        }
        QVERIFY(!shown());
        QCOMPARE(w.window.controller().snapshot()->capture.queries, std::uint64_t{1});
        w.window.controller().reopen(); // does not ask again
        QVERIFY(w.settle());
        QVERIFY(!shown());
    }

    void aStoppedLoadKeepsWhatItHasRead() {
        constexpr std::uint64_t kPackets = 1'000'000; // more than are read before the stop
        const QString big = m_folder.path(QStringLiteral("big.pcap"));
        QVERIFY(!simulate::writeBenchmarkCapture({.packets = kPackets}, big.toStdString()));
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        // As soon as something of it was read, however fast that is.
        const auto bytes = static_cast<std::uint64_t>(QFileInfo(big).size());
        connect(&w.window.controller(), &session::InvestigationController::progressChanged,
                &w.window, [&w, bytes, isAsked = false](const auto& progress) mutable {
                    // Once, because a second stop would end the analysis of what was read.
                    if (progress.bytesTotal == bytes && progress.packets > 0 &&
                        !std::exchange(isAsked, true))
                        w.window.actions().cancel->trigger();
                });
        QVERIFY(w.open({big}));
        const auto snapshot = w.window.controller().snapshot();
        QVERIFY(!snapshot->isLoading && snapshot->detection);
        QVERIFY(snapshot->capture.packets > 0 && snapshot->capture.packets < kPackets);
        QCOMPARE(w.window.controller().paths(), QStringList{big});
        const QString message = w.window.messageBar()->text();
        QVERIFY2(message.contains(QStringLiteral("% of the file")), qPrintable(message));
    }

    void droppedFilesAreOpened() {
        Window w;
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(m_folder.sample()), QUrl::fromLocalFile(m_empty)});
        const QPointF place(100, 100);
        QDragEnterEvent enter(place.toPoint(), Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(&w.window, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(place, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(&w.window, &drop);
        QVERIFY(w.settle());
        QCOMPARE(w.window.controller().paths(), QStringList({m_folder.sample(), m_empty}));
        QVERIFY(w.model(tables::TableKind::Queries).rowCount() > 0);
    }

    /// A name with what turns the direction of writing, and with what Qt and tr() replace.
    void aNameIsShownWithoutWhatItCouldDo() {
        const QString name = QStringLiteral("a\u202e%1[*]\u0085.pcap");
        const QString path = m_folder.path(name);
        QVERIFY(QFile::copy(m_folder.sample(), path));
        Window w;
        QVERIFY(w.open({path}));
        QCOMPARE(w.window.windowTitle(),
                 QStringLiteral("a\\u202e%1[*][*]\\u0085.pcap — Beaconscope"));
        QVERIFY(w.open({m_folder.path(QStringLiteral("missing\u202e"))}));
        QVERIFY(w.window.messageBar()->text().contains(QStringLiteral("missing\\u202e")));
        w.window.controller().close();
        QVERIFY(w.settle());
        QStringList texts;
        for (const QLabel* label : w.window.findChildren<QLabel*>())
            texts << label->text() << label->toolTip();
        for (const QListWidget* list : w.window.findChildren<QListWidget*>()) {
            for (int row = 0; row < list->count(); ++row)
                texts << list->item(row)->text() << list->item(row)->toolTip();
        }
        QVERIFY(!texts.filter(QStringLiteral("202e%1")).isEmpty()); // it is on the start page
        for (const QString& text : texts)
            QVERIFY2(!text.contains(QChar(0x202e)), qPrintable(text));
    }

    void anEmptyCaptureSaysWhyThereIsNothing() {
        Window w;
        QVERIFY(w.open({m_empty}));
        const auto snapshot = w.window.controller().snapshot();
        QVERIFY(snapshot != nullptr);
        QVERIFY(!snapshot->emptyReason.empty());
        QVERIFY(w.view(tables::TableKind::Findings)
                    .emptyText()
                    .contains(QString::fromStdString(snapshot->emptyReason)));
        const auto* const detail = w.window.findChild<QLabel*>(QStringLiteral("detailMessage"));
        QVERIFY2(!detail->text().contains(QStringLiteral("Select a row")),
                 qPrintable(detail->text()));
    }

    void aFileThatIsNotACaptureIsReported() {
        Window w;
        const QString path = m_folder.path(QStringLiteral("text.txt"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("this is no capture\n");
        file.close();
        QVERIFY(w.open({path}));
        QVERIFY(w.window.messageBar()->isVisible());
        QVERIFY2(w.window.messageBar()->text().contains(QStringLiteral("text.txt")),
                 qPrintable(w.window.messageBar()->text()));
    }

    void closingShowsTheStartPageAgain() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        w.window.actions().close->trigger();
        QVERIFY(w.settle());
        QVERIFY(w.window.controller().snapshot() == nullptr);
        QCOMPARE(w.model(tables::TableKind::Queries).rowCount(), 0);
        QVERIFY(!w.tables().isVisible());
        QVERIFY(w.open({m_folder.sample()}));
        QVERIFY(w.model(tables::TableKind::Findings).rowCount() > 0);
    }

private:
    testing::WindowFolder m_folder;
    QString m_empty;
};

BEACONSCOPE_TEST(TestWindowFiles)
#include "test_window_files.moc"
