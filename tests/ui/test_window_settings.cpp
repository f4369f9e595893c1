// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/registry/detectors.h"
#include "tests/support/test_program.h"
#include "tests/ui/window_fixture.h"
#include "ui/controls/detector_panel.h"
#include "ui/window/summary_strip.h"

#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QToolButton>
#include <QWheelEvent>

#include <functional>

using namespace beaconscope;
using namespace beaconscope::ui;
using testing::Window;

namespace {

void turnWheel(QWidget* widget) {
    const QPointF place = QRectF(widget->rect()).center();
    QWheelEvent event(place, widget->mapToGlobal(place), {}, {0, -120}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(widget, &event);
}

QStringList settingChips(const Window& w) {
    QStringList texts;
    for (const QToolButton* const chip :
         w.window.findChildren<QToolButton*>(QStringLiteral("settingChip"))) {
        if (!chip->isHidden())
            texts.append(chip->text());
    }
    return texts;
}

using Edit = std::function<void(Window& w)>;

} // namespace

Q_DECLARE_METATYPE(Edit)

/// Tests that what changes the lists is seen, is never changed by accident, and can be taken back.
class TestWindowSettings : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QVERIFY(m_folder.prepare()); }

    void theWheelChangesOnlyWhatHasTheFocus() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        DetectorPanel* const panel = w.window.detectorPanel();
        auto* const dock = w.window.findChild<QDockWidget*>(QStringLiteral("detectorDock"));
        dock->show();
        dock->raise();
        const auto before = w.window.controller().settings();
        QDoubleSpinBox* const box = panel->parameterBoxes().front();
        QList<QWidget*> fields{panel->detectorBox(), box};
        for (QComboBox* const choice : panel->findChildren<QComboBox*>())
            fields.append(choice);
        w.tables().focusRows();
        for (QWidget* const field : fields) {
            turnWheel(field);
            QVERIFY(!field->hasFocus());
            // A real wheel would give the focus to a field that takes it so.
            QVERIFY((field->focusPolicy() & Qt::WheelFocus) != Qt::WheelFocus);
        }
        QVERIFY(w.settle());
        QVERIFY(w.window.controller().settings() == before);

        box->setFocus();
        turnWheel(box);
        QVERIFY(w.settle());
        QVERIFY(w.window.controller().settings() != before);
    }

    void whatIsNotTheDefaultHasAChip() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        QCOMPARE(settingChips(w), QStringList());
        auto& controller = w.window.controller();
        const auto& info = controller.settings().detection.detector->info();
        const double limit = info.parameters[0].maximum;
        controller.setParameter(0, limit);
        controller.setIncludeMulticast(true);
        w.window.rulesPanel()->addRule({.value = "a.example", .note = {}});
        QVERIFY(w.settle());
        const QString chips = settingChips(w).join(u'\n');
        QVERIFY2(chips.contains(QString::fromStdString(info.parameters[0].title)),
                 qPrintable(chips));
        QVERIFY2(chips.contains(QStringLiteral("mDNS")), qPrintable(chips));
        QVERIFY2(chips.contains(QStringLiteral("1 rule changed")), qPrintable(chips));
        controller.setDetector(detect::findDetector("lab-exact"));
        QVERIFY(w.settle());
        const QString other = settingChips(w).join(u'\n');
        QVERIFY2(other.contains(QStringLiteral("Detector: ")), qPrintable(other));
        controller.setDetector(detect::findDetector("lab")); // offers several groupings
        controller.setGrouping(controller.settings().detection.detector->info().groupings.back());
        QVERIFY(w.settle());
        const QString grouped = settingChips(w).join(u'\n');
        QVERIFY2(grouped.contains(QStringLiteral("Series by ")), qPrintable(grouped));
        while (controller.history().canUndo())
            w.window.actions().undo->trigger();
        QVERIFY(w.settle());
        QCOMPARE(settingChips(w), QStringList());
    }

    void aChipLeadsToItsPanel() {
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        auto* const dock = w.window.findChild<QDockWidget*>(QStringLiteral("detectorDock"));
        dock->hide();
        w.window.controller().setIncludeMulticast(true);
        QVERIFY(w.settle());
        w.window.findChild<QToolButton*>(QStringLiteral("settingChip"))->click();
        QVERIFY(dock->isVisible());
    }

    void undoTakesBackEachChange_data() {
        QTest::addColumn<Edit>("edit");
        QTest::newRow("detector") << Edit(
            [](Window& w) { w.window.controller().setDetector(detect::detectors().front()); });
        QTest::newRow("limit") << Edit(
            [](Window& w) { w.window.detectorPanel()->parameterBoxes().front()->stepUp(); });
        QTest::newRow("grouping") << Edit([](Window& w) {
            auto& controller = w.window.controller();
            controller.setGrouping(
                controller.settings().detection.detector->info().groupings.back());
        });
        QTest::newRow("multicast")
            << Edit([](Window& w) { w.window.controller().setIncludeMulticast(true); });
        QTest::newRow("time range") << Edit([](Window& w) {
            const auto& capture = w.window.controller().snapshot()->capture;
            w.window.controller().setRange(
                series::TimeRange{*capture.first, *capture.first + std::chrono::minutes{20}});
        });
        QTest::newRow("rule") << Edit(
            [](Window& w) { w.window.rulesPanel()->addRule({.value = "a.example", .note = {}}); });
        QTest::newRow("known services") << Edit([](Window& w) {
            auto services = detect::KnownServices::parse("a.example | service | a service\n");
            w.window.controller().setKnownServices(
                std::make_shared<const detect::KnownServices>(*services));
        });
    }
    void undoTakesBackEachChange() {
        QFETCH(Edit, edit);
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        // A detector that offers several groupings.
        w.window.controller().setDetector(detect::findDetector("lab"));
        // A rule of before, so that an undo of the wrong kind would be seen.
        w.window.rulesPanel()->addRule({.value = "before.example", .note = {}});
        QVERIFY(w.settle());
        const auto before = w.window.controller().snapshot()->settings;
        edit(w);
        QVERIFY(w.settle());
        const auto after = w.window.controller().snapshot()->settings;
        QVERIFY(!(after == before));
        w.window.actions().undo->trigger();
        QVERIFY(w.settle());
        QVERIFY(w.window.controller().snapshot()->settings == before);
        QVERIFY(w.window.actions().redo->isEnabled());
        w.window.actions().redo->trigger();
        QVERIFY(w.settle());
        QVERIFY(w.window.controller().snapshot()->settings == after);
    }

    void aTimeRangeIsNotCarriedIntoAnotherCapture() {
        const QString other = m_folder.path(QStringLiteral("other.pcap"));
        QVERIFY(QFile::copy(m_folder.sample(), other));
        Window w;
        QVERIFY(w.open({m_folder.sample()}));
        const auto& capture = w.window.controller().snapshot()->capture;
        const series::TimeRange range{*capture.first, *capture.first + std::chrono::minutes{20}};
        w.window.controller().setRange(range);
        QVERIFY(w.settle());
        w.window.actions().reopen->trigger();
        QVERIFY(w.settle());
        QVERIFY(w.window.controller().snapshot()->settings.range == range);
        QVERIFY(w.open({other}));
        QVERIFY(!w.window.controller().snapshot()->settings.range);
        if (w.window.actions().undo->isEnabled())
            w.window.actions().undo->trigger();
        QVERIFY(w.settle());
        QVERIFY(!w.window.controller().settings().range);
    }

private:
    testing::WindowFolder m_folder;
};

BEACONSCOPE_TEST(TestWindowSettings)
#include "test_window_settings.moc"
