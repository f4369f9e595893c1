// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

class QDockWidget;
class QMainWindow;
class QMenu;

namespace beaconscope::ui {
class Actions;
}

namespace beaconscope::ui {

class TablesArea;

/// Puts every action into the menu bar, and the frequent ones into the tool bar. `recent` becomes
/// the submenu of recent files; its owner fills it.
void buildMenus(QMainWindow* window, Actions& actions, QMenu* recent, TablesArea* tables,
                QDockWidget* rules, QDockWidget* detector);

} // namespace beaconscope::ui
