// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/rules/rule_set.h"
#include "ui/session/own_file.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <optional>

namespace beaconscope::session {

class InvestigationController;
class Settings;

/// Keeps the rules of the window between runs, in a file of the user. Rules that are equal to the
/// default ones are not written, so that a later version can bring other defaults. When another
/// window has changed the file meanwhile, its edits and those of this window are joined. UI thread.
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
    /// Something happened to the rules that the user did not do in this window.
    void told(const QString& message);

private:
    void load();
    /// Takes over what other windows have written since the file was read. Puts aside a file that
    /// cannot be used.
    std::optional<Error> takeOver();
    void join(const rules::RuleSet& theirs);
    std::optional<Error> write() const;

    InvestigationController& m_controller;
    const Settings& m_settings;
    OwnFile m_file;
    QString m_problem;
    rules::RuleSet m_kept; ///< what the file said last, or would say
    QTimer m_timer;
};

} // namespace beaconscope::session
