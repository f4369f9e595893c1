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

/// Keeps the rules of the window between runs, in a file of the user. Rules that are equal to the
/// default ones are not written, so that a later version can bring other defaults. UI thread.
class KeptRules : public QObject {
    Q_OBJECT
public:
    /// Puts the user's rules in force. Uses the default rules instead when the user has none, or
    /// when their file cannot be used.
    KeptRules(InvestigationController& controller, const Settings& settings,
              QObject* parent = nullptr);

    /// Returns why the user's rules are not in force, or an empty string when they are or when the
    /// user has none.
    QString problem() const { return m_problem; }
    /// Writes pending changes now instead of after the usual delay.
    void save();

signals:
    /// An edit could not be written.
    void failed(const QString& message);

private:
    void load();
    std::optional<Error> write() const;
    /// Renames a rule file that cannot be used, instead of overwriting it: it is the user's work.
    std::optional<Error> putAside();

    InvestigationController& m_controller;
    const Settings& m_settings;
    QString m_path;
    QString m_problem;
    rules::RuleSet m_kept; ///< what the file says, or would say
    QTimer m_timer;
};

} // namespace beaconscope::session
