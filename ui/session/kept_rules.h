// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/rules/rule_set.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <optional>

namespace beaconscope::session {

class InvestigationController;
class Settings;

/// Keeps the rules of the window between runs, in a file of the user's. Those that the program
/// comes with need no file, so that a later version can bring others. UI thread.
class KeptRules : public QObject {
    Q_OBJECT
public:
    /// Puts the user's rules in force, or the default ones where there are none or they cannot be
    /// used.
    KeptRules(InvestigationController& controller, const Settings& settings,
              QObject* parent = nullptr);

    /// Why the user's rules are not in force; empty when there is nothing to say.
    QString problem() const { return m_problem; }
    /// Writes at once what would be written soon.
    void save();

signals:
    /// An edit could not be written.
    void failed(const QString& message);

private:
    void load();
    std::optional<Error> write() const;
    /// A file that could not be used is the user's work nevertheless.
    std::optional<Error> putAside();

    InvestigationController& m_controller;
    const Settings& m_settings;
    QString m_path;
    QString m_problem;
    rules::RuleSet m_kept; ///< what the file says, or would say
    QTimer m_timer;
};

} // namespace beaconscope::session
