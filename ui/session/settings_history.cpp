// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/session/settings_history.h"

#include <utility>

namespace beaconscope::session {

SettingsHistory::SettingsHistory(State initial) {
    m_steps.push_back({std::move(initial), {}, {}});
}

void SettingsHistory::push(State next, const QString& what, const QString& mergeKey) {
    if (next == current())
        return;
    m_steps.resize(m_position + 1);
    Step& last = m_steps.back();
    if (m_position > 0 && !mergeKey.isEmpty() && last.mergeKey == mergeKey) {
        last.state = std::move(next);
        return;
    }
    m_steps.push_back({std::move(next), what, mergeKey});
    ++m_position;
    forgetOldest();
}

void SettingsHistory::forgetOldest() {
    constexpr std::size_t kMaxRules = 1'000'000;
    std::size_t rules = 0;
    std::size_t kept = 0;
    const rules::RuleSet* newer = nullptr; // of the step after it
    while (kept < m_steps.size() && (kept < 2 || rules <= kMaxRules)) {
        const rules::RuleSet* const own = m_steps[m_steps.size() - ++kept].state.rules.get();
        rules += own == newer ? 0 : own->rules().size();
        newer = own;
    }
    m_position -= m_steps.size() - kept;
    m_steps.erase(m_steps.begin(), m_steps.end() - static_cast<std::ptrdiff_t>(kept));
}

void SettingsHistory::forgetRanges() {
    for (Step& step : m_steps)
        step.state.range.reset();
}

QString SettingsHistory::undoText() const {
    return canUndo() ? m_steps[m_position].what : QString();
}

QString SettingsHistory::redoText() const {
    return canRedo() ? m_steps[m_position + 1].what : QString();
}

void SettingsHistory::undo() {
    if (!canUndo())
        return;
    --m_position;
    // After an undo, the next edit is a new step even when it changes the same cell again.
    m_steps[m_position].mergeKey.clear();
}

void SettingsHistory::redo() {
    if (canRedo())
        ++m_position;
}

} // namespace beaconscope::session
