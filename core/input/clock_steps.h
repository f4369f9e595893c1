// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace beaconscope::input {

/// A place in a file where the time goes back and stays back.
struct ClockStep {
    std::uint64_t packet = 0; ///< the first packet after it
    Timestamp before;         ///< the latest time before it
    Timestamp after;          ///< the time of that packet

    Duration length() const { return before - after; }
};

/// Finds the places where the clock of a file was set back, from the times of its packets in the
/// order of the file.
///
/// Packets of several interfaces or from several threads of a capturing program are often not in
/// the order of their times. So it counts as a step only if the time goes back by more than
/// kTolerance and the packets that follow carry on from there in order. A file where that happens
/// more than kMaxSteps times is not in order at all.
class ClockSteps {
public:
    static constexpr Duration kTolerance = std::chrono::seconds{1};
    static constexpr std::size_t kMaxSteps = 10;

    void add(std::uint64_t packet, Timestamp time) {
        if (m_latest - time <= kTolerance && !m_suspected)
            m_latest = std::max(m_latest, time);
        else
            addLate(packet, time);
    }

    /// Returns the steps; none if the file is not in order.
    std::vector<ClockStep> steps() const;
    /// Returns at how many places the time goes back, if the file is not in order; otherwise 0.
    std::uint64_t disorder() const { return m_goesBack > kMaxSteps ? m_goesBack : 0; }

private:
    struct Suspected {
        ClockStep step;
        Timestamp latest; ///< of the packets since
        std::size_t packets = 0;
    };

    void addLate(std::uint64_t packet, Timestamp time);
    void suspect(std::uint64_t packet, Timestamp time);

    Timestamp m_latest = kEarliest;
    std::optional<Suspected> m_suspected;
    std::vector<ClockStep> m_steps;
    std::uint64_t m_goesBack = 0;
};

} // namespace beaconscope::input
