// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/registry/detectors.h"
#include "tests/support/test_program.h"
#include "tests/ui/row_menu.h"
#include "tests/ui/window_fixture.h"
#include "ui/plots/timeline_view.h"
#include "ui/tables/domains_tab.h"

#include <QToolButton>

#include <array>

using namespace beaconscope;
using namespace beaconscope::ui;
using testing::chooseFromRowMenu;
using testing::columnOf;
using testing::Window;

namespace {

/// What a user does after having scoped the queries.
enum class Edit { Brush, Clear, Exclude, Undo, OtherDetector, OtherGrouping, Reload };
constexpr std::array kEdits{Edit::Brush,         Edit::Clear,         Edit::Exclude, Edit::Undo,
                            Edit::OtherDetector, Edit::OtherGrouping, Edit::Reload};
constexpr std::array kEditNames{"brush",          "clear",          "exclude", "undo",
                                "other detector", "other grouping", "reload"};

/// Returns a walk in which each edit follows each other one, and itself, once.
std::vector<std::size_t> everyEditAfterEveryOther() {
    constexpr std::size_t kCount = kEdits.size();
    std::array<std::size_t, kCount> next{}; // Hierholzer's algorithm
    std::vector<std::size_t> open{0};
    std::vector<std::size_t> walk;
    while (!open.empty()) {
        const std::size_t at = open.back();
        if (next[at] < kCount) {
            open.push_back(next[at]++);
        } else {
            walk.push_back(at);
            open.pop_back();
        }
    }
    return {walk.rbegin(), walk.rend()};
}

class Editor {
public:
    explicit Editor(Window& window)
        : m_w(window) {}

    bool apply(Edit edit) {
        auto& controller = m_w.window.controller();
        const auto& settings = controller.settings();
        switch (edit) {
        case Edit::Brush: {
            const auto& capture = controller.snapshot()->capture;
            const Duration part = (*capture.last - *capture.first) / 8;
            const auto from = *capture.first + part * (m_step % 4);
            emit m_w.window.detail()->timeline()->rangeBrushed({from, from + part * 4});
            break;
        }
        case Edit::Clear:
            m_w.window.actions().clearRange->trigger();
            break;
        case Edit::Exclude: {
            const std::array names{"sync.northgate-cdn.example", "update.softwarehub.example",
                                   "img.quietharbour.example", "wpad.office.example"};
            rules::Rule rule;
            rule.value = names[m_step % names.size()];
            m_w.window.rulesPanel()->addRule(rule);
            break;
        }
        case Edit::Undo:
            m_w.window.actions().undo->trigger();
            break;
        case Edit::OtherDetector:
            controller.setDetector(detect::detectors()[m_step % detect::detectors().size()]);
            break;
        case Edit::OtherGrouping: {
            const auto& offered = settings.detection.detector->info().groupings;
            controller.setGrouping(offered[m_step % offered.size()]);
            break;
        }
        case Edit::Reload:
            m_w.window.actions().reopen->trigger();
            break;
        }
        ++m_step;
        return m_w.settle();
    }

private:
    Window& m_w;
    std::size_t m_step = 1;
};

QString chipText(const Window& w) {
    auto* const chip = w.tables().queries()->findChild<QToolButton*>(QStringLiteral("scopeChip"));
    return chip->isHidden() ? QString() : chip->accessibleName(); // the text may be elided
}

/// What the words of a chip or of a title promise of each row.
struct Promise {
    QString client;
    QString name;   ///< the whole name
    QString domain; ///< the name itself or one below it

    explicit Promise(QString label) {
        constexpr QStringView kBelow = u" and all below it";
        constexpr QStringView kOthers = u" and others of ";
        const qsizetype arrow = label.indexOf(u" → ");
        QString what = arrow < 0 ? label : label.mid(arrow + 3);
        if (arrow >= 0)
            client = label.left(arrow);
        if (const qsizetype others = what.indexOf(kOthers); others >= 0)
            domain = what.mid(others + kOthers.size());
        else if (what.endsWith(kBelow))
            domain = what.chopped(kBelow.size());
        else if (arrow < 0 && IpAddress::parse(what.toStdString()))
            client = what;
        else
            name = what;
    }
    bool holds(const QString& ofClient, const QString& ofName) const {
        return (client.isEmpty() || client == ofClient) && (name.isEmpty() || name == ofName) &&
               (domain.isEmpty() || domain == ofName || ofName.endsWith(u'.' + domain));
    }
};

Promise promiseOfChip(const QString& chip) {
    return Promise(chip.mid(QStringLiteral("Only ").size()));
}

QString cellAt(const models::SnapshotTableModel& model, int row, std::string_view column) {
    return model.index(row, columnOf(model.kind(), column)).data().toString();
}

/// Returns a row that `promise` does not allow, or an empty string.
QString falseRow(const models::SnapshotTableModel& model, const Promise& promise) {
    for (int row = 0; row < model.rowCount(); ++row) {
        const QString client = cellAt(model, row, "client");
        const QString name = cellAt(model, row, "name");
        if (!promise.holds(client, name))
            return client + QStringLiteral(" → ") + name;
    }
    return {};
}

/// Returns how many events of the time range `promise` allows.
int countOf(const snapshot::Snapshot& snapshot, const Promise& promise) {
    int count = 0;
    for (std::size_t i = 0; i < snapshot.store.events.size(); ++i) {
        const store::Event& event = snapshot.store.events[i];
        if (snapshot.settings.range && !snapshot.settings.range->contains(event.time))
            continue;
        const std::string client = snapshot.store.addresses[event.client.index()].toString();
        count += promise.holds(QString::fromStdString(client),
                               QString::fromStdString(snapshot.store.names.text(event.name)))
                     ? 1
                     : 0;
    }
    return count;
}

} // namespace

/// Tests that what is shown is what its label says, whatever the user changes in the meantime.
class TestWindowScopes : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QVERIFY(m_folder.prepare()); }

    void aScopeStaysWhatItsChipSays_data() {
        QTest::addColumn<tables::TableKind>("kind");
        QTest::addColumn<int>("row");
        QTest::newRow("finding") << tables::TableKind::Findings << 0;
        QTest::newRow("unflagged finding") << tables::TableKind::Findings << 3;
        QTest::newRow("name") << tables::TableKind::Domains << 2;
        QTest::newRow("registered domain") << tables::TableKind::RegisteredDomains << 1;
        QTest::newRow("client") << tables::TableKind::Clients << 1;
        QTest::newRow("pair") << tables::TableKind::Pairs << 1;
    }
    void aScopeStaysWhatItsChipSays() {
        QFETCH(tables::TableKind, kind);
        QFETCH(int, row);
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        w.window.actions().showExcluded->trigger();
        w.window.actions().showUnflagged->trigger();
        QVERIFY(goTo(w, kind));
        TableView& view = w.view(kind);
        view.goToRow(row);
        QVERIFY(w.settle());
        QVERIFY(chooseFromRowMenu(view, row, 0, QStringLiteral("Show in Queries")));
        QVERIFY(w.settle());
        const QString chip = chipText(w);
        QVERIFY(chip.startsWith(QStringLiteral("Only ")));
        const Promise promise = promiseOfChip(chip);
        Editor editor(w);
        for (const std::size_t edit : everyEditAfterEveryOther()) {
            QVERIFY(editor.apply(kEdits[edit]));
            const QByteArray after = QByteArray(kEditNames[edit]) + ", " + chip.toUtf8() + ", not ";
            QCOMPARE(chipText(w), chip);
            const auto& queries = w.model(tables::TableKind::Queries);
            const QString stranger = falseRow(queries, promise);
            QVERIFY2(stranger.isEmpty(), (after + stranger.toUtf8()).constData());
            QCOMPARE(queries.rowCount(), countOf(*w.window.controller().snapshot(), promise));
            // The detail pane shows the row that is selected in its table, and its evidence.
            const QString title = w.detailTitle();
            const auto& evidence = w.window.detail()->evidence()->model();
            const QString other = falseRow(evidence, Promise(title));
            QVERIFY2(other.isEmpty(), (after + title.toUtf8() + ": " + other.toUtf8()).constData());
        }
    }

private:
    static bool goTo(Window& w, tables::TableKind kind) {
        if (kind == tables::TableKind::Domains || kind == tables::TableKind::RegisteredDomains) {
            w.tables().setCurrentWidget(w.tables().domains());
            w.tables().domains()->setCurrentIndex(kind == tables::TableKind::Domains ? 0 : 1);
        } else {
            w.tables().setCurrentWidget(w.tables().pane(kind));
        }
        return w.settle();
    }

    testing::WindowFolder m_folder;
};

BEACONSCOPE_TEST(TestWindowScopes)
#include "test_window_scopes.moc"
