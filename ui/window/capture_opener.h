// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/engine.h"

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

/// Opens captures in every way that the user can choose: the dialog, the sample, the recent files,
/// and files dropped on the window.
class CaptureOpener : public QObject {
    Q_OBJECT
public:
    CaptureOpener(session::InvestigationController& controller, session::Settings& settings,
                  const Actions& actions, QWidget* window);

    void open(const QStringList& paths);
    QMenu* recentMenu() const;

    /// Handles files that are dropped on the window.
    bool eventFilter(QObject* watched, QEvent* event) override;

signals:
    void opening();
    void failed(const QString& message);
    void recentFilesCleared();

private:
    void choose();
    void askForPassword(engine::JobKind kind, engine::JobEnd end, const QString& message);
    void openSample();

    session::InvestigationController& m_controller;
    session::Settings& m_settings;
    QWidget* m_window;
    QStringList m_paths; ///< of the latest open()
    RecentMenu* m_recent;
};

} // namespace beaconscope::ui
