// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/test_program.h"
#include "tests/ui/window_fixture.h"
#include "ui/shell/theme.h"
#include "ui/tables/filter_field.h"
#include "ui/widgets/wrapping_text.h"

#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QScreen>
#include <QSet>
#include <QTableView>
#include <QTextBlock>
#include <QTextLayout>
#include <QToolButton>

#include <cstdlib>

using namespace beaconscope;
using namespace beaconscope::ui;
using testing::Window;

/// Tests that all texts can be read and all parts can be reached: colours, widths, line breaks and
/// keys.
class TestWindowLooks : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QVERIFY(m_folder.prepare()); }

    void theCheckBoxesOfRulesAreDrawn_data() {
        QTest::addColumn<session::Theme>("theme");
        QTest::newRow("light") << session::Theme::Light;
        QTest::newRow("dark") << session::Theme::Dark;
    }
    void theCheckBoxesOfRulesAreDrawn() {
        QFETCH(const session::Theme, theme);
        ui::applyTheme(theme);
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        auto* const dock = w.window.findChild<QDockWidget*>(QStringLiteral("rulesDock"));
        dock->show();
        dock->raise();
        const auto* const view =
            w.window.rulesPanel()->findChild<QTableView*>(QStringLiteral("rulesView"));
        QTRY_VERIFY(view->isVisible());
        const QModelIndex cell = view->model()->index(0, models::RulesModel::Enabled);
        const QImage image = view->viewport()
                                 ->grab(view->visualRect(cell))
                                 .toImage()
                                 .convertToFormat(QImage::Format_RGB32);
        QSet<QRgb> colours;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                colours.insert(image.pixel(x, y));
        }
        ui::applyTheme(session::Theme::System);
        QVERIFY2(colours.size() > 2, qPrintable(QString::number(colours.size())));
    }

    void wordsCanBeReadAfterAChangeOfTheme() {
        ui::applyTheme(session::Theme::Light);
        Window w;
        QVERIFY(w.open({m_folder.sample(), m_folder.path(QStringLiteral("missing.pcap"))}));
        w.tables().currentPane()->filterField()->setText(QStringLiteral("nonsense:5"));
        const auto unreadable = [&w] {
            QStringList texts;
            const auto check = [&texts](const auto* widget, QPalette::ColorRole text) {
                if (widget->text().isEmpty() || !widget->isEnabled())
                    return;
                const QPalette& palette = widget->palette();
                const int contrast =
                    palette.color(text).lightness() - palette.color(QPalette::Window).lightness();
                if (std::abs(contrast) < 60)
                    texts.append(widget->text());
            };
            for (const QLabel* const label : w.window.findChildren<QLabel*>())
                check(label, QPalette::WindowText);
            for (const QToolButton* const button : w.window.findChildren<QToolButton*>())
                check(button, QPalette::ButtonText);
            return texts.join(QLatin1Char('\n'));
        };
        for (const auto theme :
             {session::Theme::Dark, session::Theme::Light, session::Theme::System}) {
            ui::applyTheme(theme);
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            QCOMPARE(unreadable(), QString());
        }
    }

    void allOfTheWindowIsOnTheScreen() {
        const auto fits = [](const Window& w) {
            const QRect room = w.window.screen()->availableGeometry();
            // The frame of a desktop has one line for the title, and some space.
            const int title = 2 * w.window.fontMetrics().height();
            return room.adjusted(0, title, 0, 0).size().boundedTo(w.window.size()) ==
                   w.window.size();
        };
        {
            Window w;
            QVERIFY(fits(w));
            // The size that a bigger screen would allow.
            const QSize screen = w.window.screen()->size();
            w.window.setGeometry(QRect(QPoint(screen.width(), screen.height()), 2 * screen));
            w.window.close();
        }
        const Window w;
        QVERIFY(fits(w));
        QVERIFY(w.window.screen()->availableGeometry().contains(w.window.geometry()));
    }

    void thePresenterSaysHowToLeaveAndEscapeLeaves() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        const auto* const hint = w.window.findChild<QLabel*>(QStringLiteral("presenterHint"));
        QVERIFY(!hint->isVisible());
        w.press(Qt::Key_F11);
        QVERIFY(w.window.isFullScreen());
        QVERIFY(hint->isVisible() && hint->text().contains(QStringLiteral("Esc")));
        QVERIFY(w.window.rect().contains(hint->geometry()));

        // In the filter, the first Esc clears the text, the second goes back to the table, and only
        // the third leaves the presenter.
        FilterField& filter = *w.tables().findings()->filterField();
        w.type("/sync");
        QCOMPARE(filter.text(), QStringLiteral("sync"));
        w.press(Qt::Key_Escape);
        QCOMPARE(filter.text(), QString());
        w.press(Qt::Key_Escape);
        QVERIFY(w.window.isFullScreen());
        w.press(Qt::Key_Escape);
        QVERIFY(!w.window.isFullScreen());
        QVERIFY(!w.window.actions().presenter->isChecked());
        QVERIFY(!hint->isVisible());
        w.press(Qt::Key_Escape); // has no effect here
        QVERIFY(!w.window.isFullScreen());
    }

    void aLongNameOfACaptureTakesNoWidth() {
        Window shortName;
        QVERIFY(shortName.open({m_folder.sample()}));
        const QString path =
            m_folder.path(QString(200, QLatin1Char('n')) + QStringLiteral(".pcap"));
        QVERIFY(QFile::copy(m_folder.sample(), path));
        Window w;
        QVERIFY(w.open({path}));
        QVERIFY2(w.window.minimumSizeHint().width() <=
                     shortName.window.minimumSizeHint().width() + 50,
                 qPrintable(QString::number(w.window.minimumSizeHint().width())));
    }

    void noTwoEntriesOfAMenuHaveTheSameKey() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        QList<QMenu*> menus = w.window.menuBar()->findChildren<QMenu*>();
        menus.append(w.window.findChildren<QMenu*>());
        const auto keysOf = [](const QWidget* menu) {
            QStringList keys;
            for (const QAction* const action : menu->actions()) {
                const QKeySequence key = QKeySequence::mnemonic(action->text());
                if (!key.isEmpty())
                    keys.append(key.toString());
            }
            return keys;
        };
        for (QMenu* const menu : menus) {
            emit menu->aboutToShow();
            QStringList keys = keysOf(menu);
            const auto all = keys.size();
            QVERIFY2(keys.removeDuplicates() == 0,
                     qPrintable(menu->title() + QString::number(all)));
        }
        QStringList top = keysOf(w.window.menuBar());
        QCOMPARE(top.size(), 6);
        QCOMPARE(top.removeDuplicates(), 0);
    }

    void aTitleBreaksAtItsDotsAndIsCopiedAsItIs() {
        WrappingText text;
        text.setName(QStringLiteral("10.0.0.1 → img.quietharbour.example"));
        QCOMPARE(text.plainText(), QStringLiteral("10.0.0.1 → img.quietharbour.example"));
        text.selectAll();
        text.copy();
        QCOMPARE(QApplication::clipboard()->text(), text.plainText());
        text.show();
        // Too narrow for the whole name on one line, but wide enough for each label of it.
        text.resize(text.fontMetrics().horizontalAdvance(QStringLiteral("quietharbour.ex")), 20);
        const QTextLayout& layout = *text.document()->firstBlock().layout();
        QVERIFY(layout.lineCount() > 1);
        for (int i = 1; i < layout.lineCount(); ++i) {
            const QString before = text.toPlainText().left(layout.lineAt(i).textStart());
            QVERIFY2(before.endsWith(QChar(0x200b)) || before.endsWith(QLatin1Char(' ')),
                     qPrintable(before));
        }
    }

    void aNameWithoutABreakIsReadToItsEnd() {
        WrappingText text;
        const QString name(253, QLatin1Char('w'));
        text.setPlainText(name);
        text.show();
        text.resize(300, 20);
        const int oneLine = text.fontMetrics().height();
        const int lines = text.fontMetrics().horizontalAdvance(name) / 300;
        QVERIFY(text.height() >= lines * oneLine);
        QCOMPARE(text.toPlainText(), name);
    }

    void theNoteOfTheCurrentRuleCanBeReadInANarrowDock() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        const RulesPanel& panel = *w.window.rulesPanel();
        const auto* const note = panel.findChild<QLabel*>(QStringLiteral("ruleNote"));
        QVERIFY(note != nullptr && note->isHidden());
        panel.view()->selectRow(1);
        QVERIFY(!note->isHidden());
        QCOMPARE(note->text(), panel.model().index(1, models::RulesModel::Note).data().toString());
        panel.model().setData(panel.model().index(1, models::RulesModel::Note),
                              QStringLiteral("mine"));
        QCOMPARE(note->text(), QStringLiteral("mine"));
    }

private:
    testing::WindowFolder m_folder;
};

BEACONSCOPE_TEST(TestWindowLooks)
#include "test_window_looks.moc"
