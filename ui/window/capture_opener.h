// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QStringList>

class QMenu;
class QWidget;

namespace beaconscope::session {
class InvestigationController;
class Settings;
} // namespace beaconscope::session
namespace beaconscope::ui {
class Actions;
}

namespace beaconscope::ui {

class RecentMenu;

/// The ways to a capture: dialog, sample, recent files, and what is dropped on the window.
class CaptureOpener : public QObject {
    Q_OBJECT
public:
    CaptureOpener(session::InvestigationController& controller, session::Settings& settings,
                  const Actions& actions, QWidget* window);

    void open(const QStringList& paths);
    QMenu* recentMenu() const;

    /// Takes the drops on the window.
    bool eventFilter(QObject* watched, QEvent* event) override;

signals:
    void opening();
    void failed(const QString& message);
    void recentFilesCleared();

private:
    void choose();
    void openSample();

    session::InvestigationController& m_controller;
    session::Settings& m_settings;
    QWidget* m_window;
    RecentMenu* m_recent;
};

} // namespace beaconscope::ui
