// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"

#include <QObject>
#include <QString>

#include <optional>

class QWidget;

namespace beaconscope::session {
class InvestigationController;
class Settings;
} // namespace beaconscope::session
namespace beaconscope::ui {
class Actions;
}

namespace beaconscope::ui {

/// Puts a list of known services in force: the user's own, from its file, or the one that comes
/// with the program where there is none or it is wrong. Opens the dialog that edits it.
class KnownServicesEditor : public QObject {
    Q_OBJECT
public:
    KnownServicesEditor(session::InvestigationController& controller,
                        const session::Settings& settings, const Actions& actions, QWidget* window);

    /// With a name: at a line for it.
    void edit(const QString& name);
    /// Why the user's list is not in force; empty when there is none that is not.
    QString loadProblem() const { return m_problem; }

signals:
    void failed(const QString& message);
    /// What was told is true no more.
    void loadProblemRemoved();

private:
    void load();
    std::optional<Error> save(const QString& text);

    session::InvestigationController& m_controller;
    QWidget* m_window;
    QString m_path;
    QString m_problem;
};

} // namespace beaconscope::ui
