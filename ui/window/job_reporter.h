// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/engine/engine.h"

#include <QObject>

class QStatusBar;

namespace beaconscope::session {
class InvestigationController;
class Settings;
} // namespace beaconscope::session
namespace beaconscope::ui {
class Actions;
}

namespace beaconscope::ui {

class JobBar;
class MessageBar;

/// Tells the user what the background work does and how it ended. The status bar shows the progress
/// and a button that stops the work; the message bar shows problems.
class JobReporter : public QObject {
    Q_OBJECT
public:
    JobReporter(session::InvestigationController& controller, session::Settings& settings,
                const Actions& actions, MessageBar& messages, QStatusBar* bar);

private:
    void started(engine::JobKind kind);
    void ended(engine::JobKind kind, engine::JobEnd end, const QString& message);
    void loaded(const snapshot::CaptureFacts& capture);

    session::InvestigationController& m_controller;
    session::Settings& m_settings;
    MessageBar& m_messages;
    QStatusBar* m_status;
    JobBar* m_bar;
};

} // namespace beaconscope::ui
