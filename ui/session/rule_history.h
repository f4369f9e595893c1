// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/rules/rule_set.h"

#include <QString>

#include <cstddef>
#include <vector>

namespace beaconscope::session {

/// Undo and redo of rule edits, as a stack of whole rule sets, so that a step can never be half
/// undone. Each step is a full copy of the rules. When all steps together hold more than a million
/// rules, the oldest steps are forgotten; after the import of a long list of domains this happens
/// soon.
class RuleHistory {
public:
    explicit RuleHistory(rules::RuleSet initial);

    const rules::RuleSet& current() const { return m_steps[m_position].rules; }

    /// Makes `next` current and forgets the steps that could be redone. `what` names the step
    /// ("Change value"). Consecutive steps with the same non-empty `mergeKey` become one step, so
    /// that typing a value is one step and not one for each letter.
    void push(rules::RuleSet next, const QString& what, const QString& mergeKey = {});

    bool canUndo() const { return m_position > 0; }
    bool canRedo() const { return m_position + 1 < m_steps.size(); }
    QString undoText() const;
    QString redoText() const;
    void undo();
    void redo();

private:
    struct Step {
        rules::RuleSet rules;
        QString what; ///< the edit that led here from the step before
        QString mergeKey;
    };

    void forgetOldest();

    std::vector<Step> m_steps; ///< never empty
    std::size_t m_position = 0;
};

} // namespace beaconscope::session
