// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/bundled_services.h"
#include "tests/support/test_program.h"
#include "tests/ui/row_menu.h"
#include "tests/ui/window_fixture.h"
#include "ui/dialogs/known_services_dialog.h"
#include "ui/models/text.h"
#include "ui/widgets/message_bar.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>

#include <sys/stat.h>

using namespace beaconscope;
using namespace beaconscope::ui;
using testing::columnOf;
using testing::Window;
using ui::KnownServicesDialog;

namespace {

const QString kBeacon = QStringLiteral("sync.northgate-cdn.example");

/// The dialog as the menu of a window opens it, with its parts.
struct Editor {
    QPointer<KnownServicesDialog> dialog;
    QPlainTextEdit* text = nullptr;

    explicit Editor(const Window& w, bool isOpen = false) {
        if (!isOpen)
            w.window.actions().knownServices->trigger();
        dialog = w.window.findChild<KnownServicesDialog*>();
        if (dialog != nullptr && QTest::qWaitForWindowActive(dialog))
            text = dialog->findChild<QPlainTextEdit*>();
    }

    QString message() const {
        return dialog->findChild<QLabel*>(QStringLiteral("servicesMessage"))->text();
    }
    QPushButton* button(QDialogButtonBox::StandardButton which) const {
        return dialog->findChild<QDialogButtonBox*>()->button(which);
    }
    bool canBeSaved() const { return button(QDialogButtonBox::Ok)->isEnabled(); }
    void press(QDialogButtonBox::StandardButton which) const {
        QTest::mouseClick(button(which), Qt::LeftButton);
    }
    void typeAtEnd(const QString& line) const {
        text->moveCursor(QTextCursor::End);
        QTest::keyClicks(text, line);
    }
};

/// Returns the score and the explanation of the exact beacon, whatever row it is in.
struct Explained {
    double score = -1;
    QString by;

    explicit Explained(const Window& w) {
        const models::SnapshotTableModel& model = w.model(tables::TableKind::Findings);
        const auto cell = [&](int row, const char* column) {
            return model.index(row, columnOf(tables::TableKind::Findings, column))
                .data(models::SnapshotTableModel::ExactTextRole)
                .toString();
        };
        for (int row = 0; row < model.rowCount(); ++row) {
            if (cell(row, "name") != kBeacon)
                continue;
            score = cell(row, "score").toDouble();
            by = cell(row, "explained_by");
        }
    }
};

} // namespace

/// Tests how a user edits the list of known services.
class TestWindowServices : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        QVERIFY(m_folder.prepare());
        m_list = session::Settings().knownServicesPath();
        QVERIFY2(m_list.startsWith(m_folder.path({})), qPrintable(m_list));
    }
    void init() {
        QDir(m_list).removeRecursively(); // one test puts a folder where the file would be
        QFile::remove(m_list);
    }

    void aServiceThatIsTypedExplainsItsFindingAtOnce() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        const Explained before(w);
        const int findings = w.model(tables::TableKind::Findings).rowCount();
        QVERIFY(before.score > 0);
        QVERIFY(before.by.isEmpty());
        {
            const Editor editor(w);
            QVERIFY(editor.text != nullptr);
            QCOMPARE(editor.text->toPlainText(), models::toQString(detect::bundledServicesText()));
            editor.typeAtEnd(QStringLiteral("northgate-cdn.example | sync | Northgate file sync"));
            editor.press(QDialogButtonBox::Ok);
            QTRY_VERIFY(editor.dialog.isNull());
        }
        QVERIFY(w.settle());
        const Explained after(w);
        QVERIFY(after.score < 0.6 * before.score);
        QCOMPARE(after.by, QStringLiteral("Northgate file sync"));
        QCOMPARE(w.model(tables::TableKind::Findings).rowCount(), findings);
        QVERIFY(w.window.detail()->words()->reasons().contains(QStringLiteral("Known service")));
        QVERIFY(written().endsWith("Northgate file sync"));
        QVERIFY(written().startsWith(models::toQString(detect::bundledServicesText()).toUtf8()));
        QCOMPARE(w.window.controller().settings().knownServicesFile, m_list.toStdString());
        {
            Window another;
            QVERIFY(another.open({m_folder.sample()}));
            QCOMPARE(Explained(another).by, QStringLiteral("Northgate file sync"));
        }
    }

    void twoWindowsLoseNoLine() {
        const Window first;
        const Window second;
        addLine(first, QStringLiteral("first.example | kind | title"));
        const Editor late(second, false);
        addLine(first, QStringLiteral("more.example | kind | title"));
        late.typeAtEnd(QStringLiteral("second.example | kind | title"));
        late.press(QDialogButtonBox::Ok);
        QTRY_VERIFY(late.dialog.isNull());
        for (const char* line : {"\nfirst.example |", "\nmore.example |", "\nsecond.example |"})
            QVERIFY2(written().contains(line), line);
        QVERIFY(second.window.controller().settings().knownServices->find("more.example"));
        QVERIFY(second.window.messageBar()->isVisible());
        QVERIFY(second.window.messageBar()->text().contains(QStringLiteral("Another window")));
        QCOMPARE(QFileInfo(m_list).permissions() & QFile::Permissions(0x0077),
                 QFile::Permissions());
    }

    void aListThatCannotBeJoinedIsKept() {
        const QString aside = m_list + QStringLiteral(".unused");
        QFile::remove(aside);
        const Window first;
        const Window second;
        const Editor late(second, false);
        addLine(first, QStringLiteral("same.example | kind | the first"));
        late.typeAtEnd(QStringLiteral("same.example | kind | the second"));
        late.press(QDialogButtonBox::Ok);
        QTRY_VERIFY(late.dialog.isNull());
        QVERIFY(written().contains("the second"));
        QFile other(aside);
        QVERIFY(other.open(QIODevice::ReadOnly));
        QVERIFY(other.readAll().contains("the first"));
        QVERIFY(second.window.messageBar()->text().contains(QFileInfo(aside).fileName()));
    }

    void aPipeIsNoList() {
        QVERIFY(QDir().mkpath(QFileInfo(m_list).path()));
        QCOMPARE(::mkfifo(m_list.toLocal8Bit().constData(), 0600), 0);
        const Window w; // does not wait for a writer
        QVERIFY2(w.window.messageBar()->text().contains(QStringLiteral("is a pipe or a device")),
                 qPrintable(w.window.messageBar()->text()));
        addLine(w, QStringLiteral("a.example | kind | title"));
        QVERIFY(QFileInfo(m_list).isFile());
        QVERIFY(written().contains("a.example"));
    }

    void aMistakeIsShownWithItsLineAndCannotBeSaved() {
        const Window w;
        const Editor editor(w);
        QVERIFY(editor.text != nullptr);
        QVERIFY(editor.message().contains(QStringLiteral("services")));
        const int line = editor.text->blockCount();
        editor.typeAtEnd(QStringLiteral("just.a.name"));
        QTRY_VERIFY(!editor.canBeSaved());
        QVERIFY2(editor.message().contains(QStringLiteral("Line %1: expected").arg(line)),
                 qPrintable(editor.message()));
        QCOMPARE(editor.text->extraSelections().size(), 1);
        QCOMPARE(editor.text->extraSelections().constFirst().cursor.blockNumber(), line - 1);

        QTest::keyClick(editor.text, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(editor.dialog->isVisible());
        QVERIFY(!QFile::exists(m_list));
        QTest::keyClicks(editor.text, QStringLiteral(" | time | A clock"));
        QTRY_VERIFY(editor.canBeSaved());
        QVERIFY(editor.text->extraSelections().isEmpty());
        QTest::keyClick(editor.text, Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(editor.dialog.isNull());
        QVERIFY(written().endsWith("\njust.a.name | time | A clock"));
    }

    void editsAreNotLostWithoutAQuestion_data() {
        QTest::addColumn<bool>("byKey");
        QTest::newRow("Esc") << true;
        QTest::newRow("closed") << false;
    }
    void editsAreNotLostWithoutAQuestion() {
        QFETCH(const bool, byKey);
        const Window w;
        const auto before = w.window.controller().settings().knownServices;
        const Editor editor(w);
        QVERIFY(editor.text != nullptr);
        const auto leave = [&](QMessageBox::StandardButton answer) {
            if (byKey)
                QTest::keyClick(editor.text, Qt::Key_Escape);
            else
                editor.dialog->close();
            const QPointer<QMessageBox> question = editor.dialog->findChild<QMessageBox*>();
            if (question == nullptr || !QTest::qWaitForWindowActive(question))
                return false;
            QTest::mouseClick(question->button(answer), Qt::LeftButton);
            return QTest::qWaitFor([&] { return question.isNull(); });
        };
        editor.typeAtEnd(QStringLiteral("a.example | b | c"));
        QVERIFY(leave(QMessageBox::Cancel));
        QVERIFY(editor.dialog->isVisible());
        QVERIFY(editor.text->toPlainText().endsWith(QStringLiteral("a.example | b | c")));
        QVERIFY(leave(QMessageBox::Discard));
        QTRY_VERIFY(editor.dialog.isNull());
        QVERIFY(!QFile::exists(m_list));
        QCOMPARE(w.window.controller().settings().knownServices, before);
    }

    void theQuestionCanBeAnsweredBySaving() {
        const Window w;
        const Editor editor(w);
        QVERIFY(editor.text != nullptr);
        editor.typeAtEnd(QStringLiteral("a.example | b"));
        QTest::keyClick(editor.text, Qt::Key_Escape);
        const auto save = [&] {
            auto* const question = editor.dialog->findChild<QMessageBox*>();
            QVERIFY(question != nullptr);
            QTest::mouseClick(question->button(QMessageBox::Save), Qt::LeftButton);
        };
        save();
        QTRY_VERIFY(editor.dialog->findChild<QMessageBox*>() == nullptr);
        QVERIFY(editor.dialog->isVisible()); // a list with a mistake cannot be saved
        QTest::keyClicks(editor.text, QStringLiteral(" | c"));
        QTest::keyClick(editor.text, Qt::Key_Escape);
        save();
        QTRY_VERIFY(editor.dialog.isNull());
        QVERIFY(written().endsWith("a.example | b | c"));
    }

    void escapeClosesAnUneditedList() {
        const Window w;
        const Editor editor(w);
        QVERIFY(editor.text != nullptr);
        QTest::keyClick(editor.text, Qt::Key_Escape);
        QTRY_VERIFY(editor.dialog.isNull());
    }

    void restoringTheDefaultsRemovesTheFile() {
        write("a.example | b | c\n");
        const Window w;
        QCOMPARE(w.window.controller().settings().knownServices->size(), std::size_t{1});
        const Editor editor(w);
        QVERIFY(editor.text != nullptr);
        QCOMPARE(editor.text->toPlainText(), QStringLiteral("a.example | b | c\n"));
        QCOMPARE(editor.message(), QStringLiteral("1 service"));
        editor.press(QDialogButtonBox::RestoreDefaults);
        QCOMPARE(editor.text->toPlainText(), models::toQString(detect::bundledServicesText()));
        editor.press(QDialogButtonBox::Ok);
        QTRY_VERIFY(editor.dialog.isNull());
        QVERIFY(!QFile::exists(m_list));
        const snapshot::AnalysisSettings& settings = w.window.controller().settings();
        QVERIFY(*settings.knownServices == *detect::bundledKnownServices());
        QVERIFY(settings.knownServicesFile.empty());
    }

    void aBrokenFileIsReportedAndTheDefaultsAreUsed() {
        write("# mine\na.example | b | c\nnonsense\n");
        Window w;
        const auto isTold = [&] {
            const QString text = w.window.messageBar()->text();
            return w.window.messageBar()->isVisible() && text.contains(m_list) &&
                   text.contains(QStringLiteral("line 3"));
        };
        QVERIFY2(isTold(), qPrintable(w.window.messageBar()->text()));
        QVERIFY(*w.window.controller().settings().knownServices == *detect::bundledKnownServices());
        QVERIFY(w.open({m_folder.sample()})); // as the program does when it is given a file
        QVERIFY(isTold());

        const Editor editor(w);
        QVERIFY(editor.text != nullptr);
        QVERIFY(!editor.canBeSaved());
        QCOMPARE(editor.text->textCursor().blockNumber(), 2);
        QTest::keyClicks(editor.text, QStringLiteral("# "));
        QTRY_VERIFY(editor.canBeSaved());
        editor.press(QDialogButtonBox::Ok);
        QTRY_VERIFY(editor.dialog.isNull());
        QVERIFY(!w.window.messageBar()->isVisible());
        QCOMPARE(w.window.controller().settings().knownServices->size(), std::size_t{1});
        QCOMPARE(written(), QByteArray("# mine\na.example | b | c\n# nonsense\n"));
    }

    void aListThatCannotBeSavedStaysInTheDialog() {
        QVERIFY(QDir().mkpath(m_list));
        const Window w;
        QVERIFY(w.window.messageBar()->text().contains(QStringLiteral("directory")));
        const Editor editor(w);
        QVERIFY(editor.text != nullptr);
        editor.typeAtEnd(QStringLiteral("a.example | b | c"));
        editor.press(QDialogButtonBox::Ok);
        QVERIFY(editor.dialog->isVisible());
        QVERIFY2(editor.message().contains(QStringLiteral("could not be saved")),
                 qPrintable(editor.message()));
        QVERIFY(editor.text->toPlainText().endsWith(QStringLiteral("a.example | b | c")));
        editor.press(QDialogButtonBox::Cancel);
        QTRY_VERIFY(editor.dialog.isNull());
    }

    void aFindingIsMarkedFromItsRow() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        const auto mark = [&] {
            TableView& view = w.view(tables::TableKind::Findings);
            const int name = columnOf(tables::TableKind::Findings, "name");
            int row = 0;
            while (row < view.model()->rowCount() &&
                   view.model()->index(row, name).data().toString() != kBeacon)
                ++row;
            return testing::chooseFromRowMenu(
                view, row, name, QStringLiteral("Mark “%1” as Known Service").arg(kBeacon));
        };
        QVERIFY(mark());
        {
            const Editor editor(w, true);
            QVERIFY(editor.text != nullptr);
            QCOMPARE(editor.text->textCursor().selectedText(), QStringLiteral("what it is"));
            QTest::keyClicks(editor.text, QStringLiteral("Backup of the lab"));
            editor.press(QDialogButtonBox::Ok);
            QTRY_VERIFY(editor.dialog.isNull());
        }
        QVERIFY(w.settle());
        QVERIFY(written().endsWith("\nsync.northgate-cdn.example | service | Backup of the lab\n"));
        QCOMPARE(Explained(w).by, QStringLiteral("Backup of the lab"));

        // The name is listed already. A second line for it would be a mistake in the list.
        QVERIFY(mark());
        const Editor editor(w, true);
        QVERIFY(editor.text != nullptr);
        QCOMPARE(editor.text->textCursor().selectedText(), QStringLiteral("Backup of the lab"));
        QVERIFY(editor.canBeSaved());
    }

    void onlyFindingsAreMarked() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        w.tables().setCurrentWidget(w.tables().pane(tables::TableKind::Pairs));
        QVERIFY(w.settle());
        QVERIFY(!testing::chooseFromRowMenu(w.view(tables::TableKind::Pairs), 0, 0,
                                            QStringLiteral("Mark")));
    }

private:
    static void addLine(const Window& w, const QString& line) {
        const Editor editor(w);
        editor.text->moveCursor(QTextCursor::End);
        editor.text->insertPlainText(QStringLiteral("\n") + line + QStringLiteral("\n"));
        QTRY_VERIFY(editor.canBeSaved());
        editor.press(QDialogButtonBox::Ok);
        QTRY_VERIFY(editor.dialog.isNull());
    }
    void write(const QByteArray& content) const {
        QVERIFY(QFileInfo(m_list).dir().mkpath(QStringLiteral(".")));
        QFile file(m_list);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
    QByteArray written() const {
        QFile file(m_list);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    testing::WindowFolder m_folder;
    QString m_list;
};

BEACONSCOPE_TEST(TestWindowServices)
#include "test_window_services.moc"
