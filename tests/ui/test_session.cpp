// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/test_program.h"
#include "ui/session/column_layout.h"
#include "ui/session/load_rate.h"
#include "ui/session/order_queue.h"
#include "ui/session/settings.h"
#include "ui/session/settings_history.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

#include <vector>

using namespace beaconscope;
using namespace beaconscope::session;

namespace {

snapshot::AnalysisSettings with(std::vector<rules::Rule> rules) {
    snapshot::AnalysisSettings settings = snapshot::defaultAnalysisSettings();
    settings.rules = std::make_shared<const rules::RuleSet>(std::move(rules));
    return settings;
}

snapshot::AnalysisSettings excluding(const std::string& name) {
    rules::Rule rule;
    rule.value = name;
    return with({rule});
}

std::string valueOf(const SettingsHistory& history) {
    return history.current().rules->rules().at(0).value;
}

/// Collects requests for row orders, which a test answers when it wants.
struct Orders {
    std::vector<OrderQueue::Done> running;
    OrderQueue queue{[this](auto, auto, auto done) { running.push_back(std::move(done)); }};

    void wish(QObject* requester, int& answers) {
        queue.request(requester, nullptr, {}, [&answers](const OrderQueue::Order&) { ++answers; });
    }
    void finish(std::size_t index) { running[index](std::make_shared<tables::RowOrder>()); }
};

/// Returns the path of the file behind Settings.
QString storePath() {
    const QString name = QStringLiteral("Beaconscope");
    const QString path = QSettings(name, name).fileName();
    if (!path.startsWith(QDir::tempPath()))
        qFatal("A test would use the settings of the user");
    QDir().mkpath(QFileInfo(path).path());
    return path;
}

} // namespace

class TestSession : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
    }

    void typingIsOneStepOfUndo() {
        SettingsHistory history(excluding("start"));
        history.push(excluding("a"), QStringLiteral("Change Value"), QStringLiteral("0/4"));
        history.push(excluding("ab"), QStringLiteral("Change Value"), QStringLiteral("0/4"));
        history.push(excluding("abc"), QStringLiteral("Change Value"), QStringLiteral("0/4"));
        QCOMPARE(valueOf(history), "abc");
        history.undo();
        QCOMPARE(valueOf(history), "start");
        QVERIFY(!history.canUndo());
        history.redo();
        QCOMPARE(valueOf(history), "abc");
    }

    void anEditAfterUndoForgetsWhatCouldBeRedone() {
        SettingsHistory history(excluding("one"));
        history.push(excluding("two"), QStringLiteral("A"));
        history.push(excluding("three"), QStringLiteral("B"));
        QCOMPARE(history.undoText(), QStringLiteral("B"));
        history.undo();
        QCOMPARE(history.redoText(), QStringLiteral("B"));
        history.push(excluding("four"), QStringLiteral("C"));
        QVERIFY(!history.canRedo());
        history.undo();
        QCOMPARE(valueOf(history), "two");
    }

    void pushingEqualRulesAddsNoStep() {
        SettingsHistory history(excluding("one"));
        history.push(excluding("one"), QStringLiteral("A"));
        QVERIFY(!history.canUndo());
    }

    void longListsTakeFewSteps() {
        SettingsHistory history(excluding("start"));
        std::vector<rules::Rule> many(300'000);
        for (int step = 0; step < 6; ++step) {
            many[0].value = std::to_string(step);
            history.push(with(many), QStringLiteral("Import Rules"));
        }
        QCOMPARE(valueOf(history), "5");
        int undone = 0;
        for (; history.canUndo(); ++undone)
            history.undo();
        QCOMPARE(undone, 3);
        QCOMPARE(valueOf(history), "2");
    }

    void stepsThatShareTheirRulesCountThemOnce() {
        SettingsHistory history(with(std::vector<rules::Rule>(300'000)));
        for (int step = 1; step <= 20; ++step) {
            snapshot::AnalysisSettings next = history.current();
            next.detection.parameters.set(0, step);
            history.push(next, QStringLiteral("Change Limit"));
        }
        int undone = 0;
        for (; history.canUndo(); ++undone)
            history.undo();
        QCOMPARE(undone, 20);
    }

    void rangesAreForgottenInEveryStep() {
        SettingsHistory history(excluding("one"));
        snapshot::AnalysisSettings next = history.current();
        next.range = series::TimeRange{Timestamp(), Timestamp::max()};
        history.push(next, QStringLiteral("Choose Time Range"));
        next = excluding("two");
        next.range = series::TimeRange{Timestamp(), Timestamp::max()};
        history.push(next, QStringLiteral("Add Rule"));
        history.forgetRanges();
        QVERIFY(!history.current().range);
        history.undo();
        QVERIFY(!history.current().range);
        QCOMPARE(valueOf(history), "one");
    }

    void rateAndRemainingTime() {
        Progress progress;
        LoadRate rate;
        progress.bytesTotal = 1000;
        rate.sample(progress, 0);
        progress.bytesRead = 100;
        progress.packets = 10;
        const LoadProgress now = rate.sample(progress, 0.5);
        QCOMPARE(now.bytesPerSecond, 200.0);
        QCOMPARE(now.packetsPerSecond, 20.0);
        QCOMPARE(now.remainingSeconds.value(), 4.5);
        QCOMPARE(now.fraction().value(), 0.1);
    }

    void rateForgetsOldSamples() {
        Progress progress;
        LoadRate rate;
        progress.bytesTotal = 10'000;
        rate.sample(progress, 0);
        progress.bytesRead = 5000; // a fast start
        rate.sample(progress, 1);
        LoadProgress now;
        for (int second = 2; second <= 6; ++second) { // then the load stands still
            now = rate.sample(progress, second);
        }
        QCOMPARE(now.bytesPerSecond, 0.0);
        QVERIFY(!now.remainingSeconds);
    }

    void aPipeHasNoRemainingTime() {
        Progress progress;
        LoadRate rate;
        rate.sample(progress, 0);
        progress.bytesRead = 100;
        const LoadProgress now = rate.sample(progress, 1);
        QVERIFY(!now.fraction());
        QVERIFY(!now.remainingSeconds);
        QCOMPARE(now.bytesPerSecond, 100.0);
    }

    void columnLayoutIsTheSameAfterTextAndBack() {
        const ColumnLayout layout{{QStringLiteral("name"), 120, true},
                                  {QStringLiteral("ttl"), 40, false}};
        QCOMPARE(columnLayoutFrom(toStringList(layout)), layout);
        QCOMPARE(columnLayoutFrom({QStringLiteral("nonsense"), QStringLiteral("a:b:shown"),
                                   QStringLiteral("a:-4:shown")}),
                 ColumnLayout());
    }

    void recentFilesAreNewestFirstAndOnce() {
        Settings settings;
        settings.clearRecentFiles();
        settings.addRecentFiles({QStringLiteral("/a"), QStringLiteral("/b")});
        settings.addRecentFiles({QStringLiteral("/b")});
        QCOMPARE(settings.recentFiles(), QStringList({QStringLiteral("/b"), QStringLiteral("/a")}));
        for (int i = 0; i < 30; ++i)
            settings.addRecentFiles({QStringLiteral("/%1").arg(i)});
        QVERIFY(settings.recentFiles().size() < 20);
        QCOMPARE(settings.recentFiles().first(), QStringLiteral("/29"));
    }

    void aRunThatIsNotTheUsersLeavesNoTrace() {
        Settings users;
        users.addRecentFiles({QStringLiteral("/a")});
        Settings settings;
        settings.stopSaving();
        settings.addRecentFiles({QStringLiteral("/b")});
        settings.setColumnLayout(QStringLiteral("findings"), {{QStringLiteral("name"), 120, true}});
        settings.setSplitterState(QStringLiteral("main"), QByteArray("state"));
        settings.clearRecentFiles();
        QCOMPARE(Settings().recentFiles(), users.recentFiles());
        QVERIFY(Settings().columnLayout(QStringLiteral("findings")).empty());
        QVERIFY(Settings().splitterState(QStringLiteral("main")).isEmpty());
    }

    void onlyTheUserMayReadTheSettings() {
        const QString path = storePath();
        for (const bool exists : {false, true}) {
            QFile::remove(path);
            if (exists) {
                QFile file(path);
                QVERIFY(file.open(QIODevice::WriteOnly));
                QVERIFY(file.setPermissions(QFile::Permissions(0x6644)));
            }
            {
                Settings settings;
                settings.addRecentFiles({QStringLiteral("/a")});
            }
            QVERIFY(QFileInfo(path).size() > 0);
            QCOMPARE(QFileInfo(path).permissions() & QFile::Permissions(0x0077),
                     QFile::Permissions());
        }
    }

    void aPipeInPlaceOfTheSettingsIsToldAndLeftAlone() {
        const QString path = storePath();
        QFile::remove(path);
        QCOMPARE(::mkfifo(path.toLocal8Bit().constData(), 0600), 0);
        {
            Settings settings; // never waits for a writer
            settings.addRecentFiles({QStringLiteral("/a")});
            QVERIFY2(settings.problem().contains(path), qPrintable(settings.problem()));
        }
        QVERIFY(!QFileInfo(path).isFile());
        QVERIFY(QFile::remove(path));
        QVERIFY(Settings().problem().isEmpty());
    }

    void aLaterRequestOfAViewReplacesItsEarlierOne() {
        Orders orders;
        QObject view;
        int first = 0;
        int second = 0;
        orders.wish(&view, first);
        orders.wish(&view, second);
        orders.finish(0);
        orders.finish(1);
        QTRY_VERIFY(orders.queue.isIdle());
        QCOMPARE(first, 0);
        QCOMPARE(second, 1);
    }

    void viewsOfOneTableWaitForEachOther() {
        Orders orders;
        QObject queries;
        QObject evidence;
        int one = 0;
        int two = 0;
        orders.wish(&queries, one);
        orders.wish(&evidence, two);
        QCOMPARE(orders.running.size(), std::size_t{1});
        orders.finish(0);
        QTRY_COMPARE(orders.running.size(), std::size_t{2});
        QCOMPARE(one, 1);
        QVERIFY(!orders.queue.isIdle());
        orders.finish(1);
        QTRY_VERIFY(orders.queue.isIdle());
        QCOMPARE(two, 1);
    }

    void aViewThatIsGoneIsNotAnswered() {
        Orders orders;
        int answers = 0;
        {
            QObject view;
            orders.wish(&view, answers);
        }
        orders.finish(0);
        QTRY_VERIFY(orders.queue.isIdle());
        QCOMPARE(answers, 0);
    }

private:
    QTemporaryDir m_folder;
};

BEACONSCOPE_TEST(TestSession)
#include "test_session.moc"
