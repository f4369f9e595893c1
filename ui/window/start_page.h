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

/// What is seen with no capture open: ways to begin, and what the program can and cannot tell.
class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(Actions& actions, QWidget* parent = nullptr);

    /// Newest first; missing files are shown, but cannot be chosen.
    void setRecentFiles(const QStringList& paths);

signals:
    void openRequested(const QString& path);

private:
    QWidget* m_recentArea;
    QListWidget* m_recent;
};

} // namespace beaconscope::ui
