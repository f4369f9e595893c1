// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/ip_address.h"
#include "core/base/time.h"
#include "core/input/clock_steps.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace beaconscope::input {

/// Finds the places where the clock of a log was set back, from its lines in the order of the file.
///
/// A log has the line of a look-up when it ended, but the time when it began, and systems that
/// collect logs write lines in batches. So lines that are late by up to kTolerance say nothing, nor
/// do some that are later. It counts as a step only if at least kMinLines in a row are late by more
/// than that, of several clients unless the log has one client only, and go on from there in order
/// for as long as kTolerance.
class LogClockSteps {
public:
    static constexpr Duration kTolerance = std::chrono::minutes{10};
    static constexpr std::size_t kMinLines = 20;

    void add(std::uint64_t line, Timestamp time, const IpAddress& client);

    /// Returns the steps; none where there are more than ClockSteps::kMaxSteps.
    std::vector<ClockStep> steps() const;
    /// Returns at how many places the time goes back, if there are too many for steps; otherwise 0.
    std::uint64_t disorder() const { return m_count > ClockSteps::kMaxSteps ? m_count : 0; }

private:
    /// Lines in a row that are late.
    struct LateLines {
        ClockStep step;
        Timestamp latest;
        std::size_t lines = 0;
        IpAddress client; ///< of the first
        bool hasSeveralClients = false;
    };

    void addLate(std::uint64_t line, Timestamp time, const IpAddress& client);

    Timestamp m_latest = kEarliest;
    std::optional<LateLines> m_late;
    std::optional<IpAddress> m_client; ///< of the first line
    bool m_hasSeveralClients = false;
    std::vector<ClockStep> m_steps; ///< at most ClockSteps::kMaxSteps
    std::uint64_t m_count = 0;      ///< of all steps
};

} // namespace beaconscope::input
