// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/test_program.h"
#include "tests/ui/window_fixture.h"
#include "ui/widgets/message_bar.h"

#include <QFile>
#include <QFileInfo>

using namespace beaconscope;
using namespace beaconscope::ui;
using testing::Rules;
using testing::Window;

namespace {

QStringList valuesOf(const rules::RuleSet& rules) {
    QStringList values;
    for (const rules::Rule& rule : rules.rules())
        values.append(QString::fromStdString(rule.value));
    return values;
}

QStringList valuesOf(const Window& w) {
    return valuesOf(w.window.controller().rules());
}

QStringList defaultValues() {
    return valuesOf(rules::RuleSet::defaults());
}

} // namespace

/// Tests how rules are kept from one run to the next.
class TestWindowRules : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        QVERIFY(m_folder.prepare());
        m_rules = session::Settings().rulesPath();
        QVERIFY2(m_rules.startsWith(m_folder.path({})), qPrintable(m_rules));
    }
    void init() { QFile::remove(m_rules); }

    void rulesAreKeptForTheNextRun() {
        const QStringList expected = defaultValues() + QStringList{QStringLiteral(".kept.example")};
        {
            Window w;
            w.press(Qt::Key_N, Qt::ControlModifier);
            // Without Enter: the editor is still open when the window closes.
            w.type(".kept.example");
            w.window.close();
        }
        {
            Window w(Rules::Kept);
            QCOMPARE(valuesOf(w), expected);
            QVERIFY(!w.window.actions().undo->isEnabled()); // nothing was edited in this run
            QVERIFY(!w.window.messageBar()->isVisible());
            QVERIFY(w.open({m_folder.sample()}));
            QCOMPARE(w.window.controller().snapshot()->settings.rules->rules().size(),
                     static_cast<std::size_t>(expected.size()));
        }
    }

    void anEditIsKeptBeforeTheWindowCloses() {
        Window w;
        w.window.rulesPanel()->addRule({.value = "a.example", .note = {}});
        QTRY_VERIFY(written().contains("a.example"));
    }

    void noRulesAtAllIsAChoiceToo() {
        {
            const Window w;
            w.window.controller().editRules(rules::RuleSet(), QStringLiteral("Delete Rule"));
        }
        const Window w(Rules::Kept);
        QVERIFY(valuesOf(w).empty());
        QVERIFY(!w.window.messageBar()->isVisible());
    }

    void restoringTheDefaultsLeavesNoFile() {
        {
            Window w;
            w.window.rulesPanel()->addRule({.value = "a.example", .note = {}});
        }
        QVERIFY(QFile::exists(m_rules));
        {
            const Window w(Rules::Kept);
            QVERIFY(valuesOf(w) != defaultValues());
            w.window.actions().defaultRules->trigger();
            QCOMPARE(valuesOf(w), defaultValues());
        }
        QVERIFY(!QFile::exists(m_rules));
    }

    void aFileThatCannotBeUsedIsReportedAndKept_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("reason");
        const QByteArray good = "# beaconscope rules 1\non exclude name is a.example\n";
        QTest::newRow("mistake in a line") << good + "on exclude name resembles b.example\n"
                                           << QStringLiteral("line 3: Unknown match");
        QTest::newRow("later version")
            << QByteArray("# beaconscope rules 99\n") << QStringLiteral("version 99");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("not a rule file");
        QTest::newRow("other bytes") << QByteArray(100, '\0') << QStringLiteral("exclusion.rules");
    }
    void aFileThatCannotBeUsedIsReportedAndKept() {
        QFETCH(const QByteArray, content);
        QFETCH(const QString, reason);
        const QString aside = m_rules + QStringLiteral(".unused");
        QFile::remove(aside);
        QVERIFY(write(content));
        {
            Window w(Rules::Kept);
            QCOMPARE(valuesOf(w), defaultValues());
            const auto isTold = [&] {
                const QString text = w.window.messageBar()->text();
                return w.window.messageBar()->isVisible() && text.contains(m_rules) &&
                       text.contains(reason);
            };
            QVERIFY2(isTold(), qPrintable(w.window.messageBar()->text()));
            QVERIFY(w.open({m_folder.sample()})); // as the program does when it is given a file
            QVERIFY(isTold());
        }
        QCOMPARE(written(), content); // the file did not change
        {
            Window w(Rules::Kept);
            w.window.rulesPanel()->addRule({.value = "a.example", .note = {}});
        }
        QVERIFY(written().contains("a.example"));
        QFile old(aside);
        QVERIFY(old.open(QIODevice::ReadOnly));
        QCOMPARE(old.readAll(), content);
        const Window w(Rules::Kept);
        QVERIFY(!w.window.messageBar()->isVisible());
    }

    void aRunForAPictureKeepsNothing() {
        {
            Window w;
            w.window.leaveSettingsAlone();
            w.window.rulesPanel()->addRule({.value = "a.example", .note = {}});
        }
        QVERIFY(!QFile::exists(m_rules));
    }

private:
    bool write(const QByteArray& content) const {
        QDir().mkpath(QFileInfo(m_rules).path());
        QFile file(m_rules);
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    }
    QByteArray written() const {
        QFile file(m_rules);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    testing::WindowFolder m_folder;
    QString m_rules;
};

BEACONSCOPE_TEST(TestWindowRules)
#include "test_window_rules.moc"
