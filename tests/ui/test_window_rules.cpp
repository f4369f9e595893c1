// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/test_program.h"
#include "tests/ui/window_fixture.h"
#include "ui/widgets/message_bar.h"

#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>

#include <vector>

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

    void twoWindowsLoseNoEdit() {
        const Window first;
        const Window second(Rules::Kept);
        first.window.rulesPanel()->addRule({.value = "first.example", .note = {}});
        QTRY_VERIFY(written().contains("first.example"));
        std::vector<rules::Rule> rules = second.window.controller().rules().rules();
        const std::string removed = rules.front().value;
        rules.erase(rules.begin());
        rules.push_back({.value = "second.example", .note = {}});
        second.window.controller().editRules(rules::RuleSet(rules), QStringLiteral("Edit"));
        QTRY_VERIFY(written().contains("second.example"));
        QVERIFY(written().contains("first.example"));
        QVERIFY(!written().contains(QByteArray::fromStdString(" " + removed + " ")));
        QVERIFY(valuesOf(second).contains(QStringLiteral("first.example")));
        QTRY_VERIFY(second.window.messageBar()->isVisible());
        QVERIFY(second.window.messageBar()->text().contains(QStringLiteral("Another window")));
        // The first window learns of it with its next edit.
        first.window.rulesPanel()->addRule({.value = "third.example", .note = {}});
        QTRY_VERIFY(written().contains("third.example"));
        QStringList all = defaultValues();
        all.removeFirst();
        all += {QStringLiteral("first.example"), QStringLiteral("third.example"),
                QStringLiteral("second.example")};
        QCOMPARE(valuesOf(first), all);
    }

    void eachFileThatCannotBeUsedIsKept() {
        const QString aside = m_rules + QStringLiteral(".unused");
        for (const char* number : {"", "-2", "-3"}) {
            QFile::remove(aside + QLatin1String(number));
            const QByteArray content = QByteArray("broken") + number;
            QVERIFY(write(content));
            Window w(Rules::Kept);
            const QString name = QStringLiteral("exclusion.rules.unused") + QLatin1String(number);
            QVERIFY2(w.window.messageBar()->text().contains(name + QLatin1Char(',')),
                     qPrintable(w.window.messageBar()->text()));
            w.window.rulesPanel()->addRule({.value = "a.example", .note = {}});
            QTRY_VERIFY(written().contains("a.example"));
            QFile kept(aside + QLatin1String(number));
            QVERIFY(kept.open(QIODevice::ReadOnly));
            QCOMPARE(kept.readAll(), content);
        }
        QFile first(aside);
        QVERIFY(first.open(QIODevice::ReadOnly));
        QCOMPARE(first.readAll(), QByteArray("broken"));
    }

    void aFileThatBreaksMeanwhileIsKeptAndTold() {
        const Window w;
        QVERIFY(write("broken meanwhile"));
        w.window.rulesPanel()->addRule({.value = "a.example", .note = {}});
        QTRY_VERIFY(written().contains("a.example"));
        QTRY_VERIFY(w.window.messageBar()->isVisible());
        QVERIFY(w.window.messageBar()->text().contains(QStringLiteral("exclusion.rules.unused")));
    }

    void aPipeIsNoFileOfRules() {
        QVERIFY(write({}));
        QVERIFY(QFile::remove(m_rules));
        QCOMPARE(::mkfifo(m_rules.toLocal8Bit().constData(), 0600), 0);
        Window w(Rules::Kept); // does not wait for a writer
        QVERIFY2(w.window.messageBar()->text().contains(QStringLiteral("is a pipe or a device")),
                 qPrintable(w.window.messageBar()->text()));
        QCOMPARE(valuesOf(w), defaultValues());
        w.window.rulesPanel()->addRule({.value = "a.example", .note = {}});
        QTRY_VERIFY(QFileInfo(m_rules).isFile());
        QVERIFY(written().contains("a.example"));
    }

    void onlyTheUserMayReadTheRules() {
        QVERIFY(write("# beaconscope rules 1\n"));
        QVERIFY(QFile::setPermissions(m_rules, QFile::Permissions(0x6644)));
        const Window w(Rules::Kept);
        w.window.rulesPanel()->addRule({.value = "a.example", .note = {}});
        QTRY_VERIFY(written().contains("a.example"));
        QCOMPARE(QFileInfo(m_rules).permissions() & QFile::Permissions(0x0077),
                 QFile::Permissions());
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
