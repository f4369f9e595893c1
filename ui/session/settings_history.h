// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/snapshot.h"

#include <QString>

#include <cstddef>
#include <vector>

namespace beaconscope::session {

/// Undo and redo of everything that the user sets and that changes what is listed: rules, known
/// services, detector, limits, grouping and time range. A stack of whole states, so that a step can
/// never be half undone. States share rules and services that they have in common. When the
/// different rule sets together hold more than a million rules, the oldest steps are forgotten;
/// after the import of a long list of domains this happens soon.
class SettingsHistory {
public:
    using State = snapshot::AnalysisSettings;

    explicit SettingsHistory(State initial);

    const State& current() const { return m_steps[m_position].state; }

    /// Makes `next` current and forgets the steps that could be redone. `what` names the step
    /// ("Change Value"). Consecutive steps with the same non-empty `mergeKey` become one step, so
    /// that typing a value is one step and not one for each letter.
    void push(State next, const QString& what, const QString& mergeKey = {});

    /// Takes the time range out of every step, because the next capture has other times.
    void forgetRanges();

    bool canUndo() const { return m_position > 0; }
    bool canRedo() const { return m_position + 1 < m_steps.size(); }
    QString undoText() const;
    QString redoText() const;
    void undo();
    void redo();

private:
    struct Step {
        State state;
        QString what; ///< the edit that led here from the step before
        QString mergeKey;
    };

    void forgetOldest();

    std::vector<Step> m_steps; ///< never empty
    std::size_t m_position = 0;
};

} // namespace beaconscope::session
