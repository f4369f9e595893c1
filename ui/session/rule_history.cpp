// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/session/rule_history.h"

#include <utility>

namespace beaconscope::session {

RuleHistory::RuleHistory(rules::RuleSet initial) {
    m_steps.push_back({std::move(initial), {}, {}});
}

void RuleHistory::push(rules::RuleSet next, const QString& what, const QString& mergeKey) {
    if (next == current())
        return;
    m_steps.resize(m_position + 1);
    Step& last = m_steps.back();
    if (m_position > 0 && !mergeKey.isEmpty() && last.mergeKey == mergeKey) {
        last.rules = std::move(next);
        return;
    }
    m_steps.push_back({std::move(next), what, mergeKey});
    ++m_position;
    forgetOldest();
}

void RuleHistory::forgetOldest() {
    constexpr std::size_t kMaxRules = 1'000'000;
    std::size_t rules = 0;
    std::size_t kept = 0;
    while (kept < m_steps.size() && (kept < 2 || rules <= kMaxRules))
        rules += m_steps[m_steps.size() - ++kept].rules.rules().size();
    m_position -= m_steps.size() - kept;
    m_steps.erase(m_steps.begin(), m_steps.end() - static_cast<std::ptrdiff_t>(kept));
}

QString RuleHistory::undoText() const {
    return canUndo() ? m_steps[m_position].what : QString();
}

QString RuleHistory::redoText() const {
    return canRedo() ? m_steps[m_position + 1].what : QString();
}

void RuleHistory::undo() {
    if (!canUndo())
        return;
    --m_position;
    // After an undo, the next edit is a new step even when it changes the same cell again.
    m_steps[m_position].mergeKey.clear();
}

void RuleHistory::redo() {
    if (canRedo())
        ++m_position;
}

} // namespace beaconscope::session
