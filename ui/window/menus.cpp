// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/menus.h"

#include "ui/shell/actions.h"
#include "ui/tables/tables_area.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>

namespace beaconscope::ui {

namespace {

void buildFileMenu(QMenuBar* bar, Actions& actions, QMenu* recent) {
    QMenu* const menu = bar->addMenu(QMainWindow::tr("&File"));
    menu->addAction(actions.open);
    menu->addMenu(recent);
    menu->addAction(actions.openSample);
    menu->addAction(actions.reopen);
    menu->addAction(actions.close);
    menu->addSeparator();
    menu->addAction(actions.captureDetails);
    menu->addSeparator();
    QMenu* const exports = menu->addMenu(QMainWindow::tr("&Export"));
    exports->addAction(actions.exportFindings);
    exports->addAction(actions.exportTable);
    exports->addAction(actions.exportJson);
    exports->addAction(actions.exportPdf);
    menu->addSeparator();
    menu->addAction(actions.quit);
}

void buildTableMenu(QMainWindow* window, Actions& actions, TablesArea* tables) {
    QMenu* const menu = window->menuBar()->addMenu(QMainWindow::tr("&Table"));
    for (int i = 0; i < tables->count(); ++i) {
        auto* const action = new QAction(window);
        action->setText(QStringLiteral("&%1 %2").arg(i + 1).arg(tables->tabText(i)));
        action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i)));
        action->setStatusTip(tables->tabToolTip(i));
        QObject::connect(action, &QAction::triggered, tables, [tables, i] { tables->showTab(i); });
        menu->addAction(action);
    }
    menu->addSeparator();
    menu->addAction(actions.filter);
    menu->addAction(actions.showExcluded);
    menu->addAction(actions.showUnflagged);
    menu->addAction(actions.clearRange);
    menu->addSeparator();
    menu->addAction(actions.cancel);
}

/// Undo is about more than rules, so it has a menu of its own.
void buildEditMenu(QMenuBar* bar, Actions& actions) {
    QMenu* const menu = bar->addMenu(QMainWindow::tr("&Edit"));
    menu->addAction(actions.undo);
    menu->addAction(actions.redo);
}

void buildRulesMenu(QMenuBar* bar, Actions& actions) {
    QMenu* const menu = bar->addMenu(QMainWindow::tr("&Rules"));
    menu->addAction(actions.addRule);
    menu->addAction(actions.duplicateRule);
    menu->addAction(actions.deleteRule);
    menu->addAction(actions.ruleUp);
    menu->addAction(actions.ruleDown);
    menu->addSeparator();
    menu->addAction(actions.importRules);
    menu->addAction(actions.exportRules);
    menu->addAction(actions.defaultRules);
    menu->addSeparator();
    menu->addAction(actions.knownServices);
}

void buildViewMenu(QMenuBar* bar, Actions& actions, QDockWidget* rules, QDockWidget* detector) {
    QMenu* const menu = bar->addMenu(QMainWindow::tr("&View"));
    menu->addAction(rules->toggleViewAction());
    menu->addAction(detector->toggleViewAction());
    menu->addSeparator();
    menu->addActions(actions.timeStyles->actions());
    menu->addSeparator();
    menu->addActions(actions.themes->actions());
    menu->addSeparator();
    menu->addAction(actions.presenter);
}

void buildToolBar(QMainWindow* window, Actions& actions) {
    QToolBar* const bar = window->addToolBar(QMainWindow::tr("Tools"));
    bar->setObjectName(QStringLiteral("mainToolBar"));
    bar->setMovable(false);
    bar->setIconSize({18, 18});
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->addAction(actions.open);
    bar->addAction(actions.reopen);
    bar->addSeparator();
    bar->addAction(actions.showExcluded);
    bar->addAction(actions.showUnflagged);
    bar->addSeparator();
    bar->addAction(actions.exportFindings);
    bar->addAction(actions.exportPdf);
    bar->addSeparator();
    bar->addAction(actions.presenter);
    bar->addAction(actions.help);
}

} // namespace

void buildMenus(QMainWindow* window, Actions& actions, QMenu* recent, TablesArea* tables,
                QDockWidget* rules, QDockWidget* detector) {
    QMenuBar* const bar = window->menuBar();
    buildFileMenu(bar, actions, recent);
    buildEditMenu(bar, actions);
    buildTableMenu(window, actions, tables);
    buildRulesMenu(bar, actions);
    buildViewMenu(bar, actions, rules, detector);
    QMenu* const help = bar->addMenu(QMainWindow::tr("&Help"));
    help->addAction(actions.help);
    help->addAction(actions.about);
    for (QMenu* const menu : bar->findChildren<QMenu*>())
        menu->setToolTipsVisible(true);
    // Adds the actions to the window, too, so that their keys work while the menu bar is hidden.
    window->addActions(actions.all());
    buildToolBar(window, actions);
}

} // namespace beaconscope::ui
