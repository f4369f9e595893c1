// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/clock_steps.h"

namespace beaconscope::input {

namespace {

/// So many packets in order, one after the other, show that the time stays back. At the end of a
/// file fewer must do.
constexpr std::size_t kMinPackets = 10;
constexpr std::size_t kMinPacketsAtEnd = 3;

} // namespace

void ClockSteps::suspect(std::uint64_t packet, Timestamp time) {
    ++m_goesBack;
    m_suspected = Suspected{{packet, m_latest, time}, time, 1};
}

void ClockSteps::addLate(std::uint64_t packet, Timestamp time) {
    if (m_suspected && m_latest - time <= kTolerance) {
        m_suspected.reset(); // only a few packets were late
        m_latest = std::max(m_latest, time);
    } else if (!m_suspected || m_suspected->latest - time > kTolerance) {
        suspect(packet, time);
    } else {
        m_suspected->latest = std::max(m_suspected->latest, time);
        if (++m_suspected->packets < kMinPackets)
            return;
        m_latest = m_suspected->latest;
        if (m_steps.size() < kMaxSteps)
            m_steps.push_back(m_suspected->step);
        m_suspected.reset();
    }
}

std::vector<ClockStep> ClockSteps::steps() const {
    if (disorder() > 0)
        return {};
    std::vector<ClockStep> steps = m_steps;
    if (m_suspected && m_suspected->packets >= kMinPacketsAtEnd)
        steps.push_back(m_suspected->step);
    return steps;
}

} // namespace beaconscope::input
