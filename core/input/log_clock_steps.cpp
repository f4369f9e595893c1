// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/log_clock_steps.h"

#include <algorithm>

namespace beaconscope::input {

void LogClockSteps::add(std::uint64_t line, Timestamp time, const IpAddress& client) {
    if (!m_client)
        m_client = client;
    m_hasSeveralClients = m_hasSeveralClients || client != *m_client;
    if (m_latest - time <= kTolerance) {
        m_latest = std::max(m_latest, time);
        m_late.reset();
    } else {
        addLate(line, time, client);
    }
}

void LogClockSteps::addLate(std::uint64_t line, Timestamp time, const IpAddress& client) {
    if (!m_late || m_late->latest - time > kTolerance)
        m_late = LateLines{{line, m_latest, time}, time, 0, client, false};
    LateLines& late = *m_late;
    late.latest = std::max(late.latest, time);
    late.hasSeveralClients = late.hasSeveralClients || client != late.client;
    ++late.lines;
    if (late.lines < kMinLines || late.latest - late.step.after < kTolerance ||
        (m_hasSeveralClients && !late.hasSeveralClients))
        return;
    m_latest = late.latest;
    ++m_count;
    if (m_steps.size() < ClockSteps::kMaxSteps)
        m_steps.push_back(late.step);
    m_late.reset();
}

std::vector<ClockStep> LogClockSteps::steps() const {
    return disorder() > 0 ? std::vector<ClockStep>{} : m_steps;
}

} // namespace beaconscope::input
