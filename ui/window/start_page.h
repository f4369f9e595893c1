// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QAction;
class QListWidget;

namespace beaconscope::ui {
class Actions;
}

namespace beaconscope::ui {

/// The page that the window shows while no capture is open: ways to open one, and what the program
/// can and cannot tell.
class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(Actions& actions, QWidget* parent = nullptr);

    /// Lists recent files; `paths` has the newest first. Missing files are listed, but cannot be
    /// chosen.
    void setRecentFiles(const QStringList& paths);

signals:
    void openRequested(const QString& path);

private:
    QWidget* m_recentArea;
    QListWidget* m_recent;
};

} // namespace beaconscope::ui
