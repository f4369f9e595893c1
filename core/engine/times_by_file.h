// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/clock_steps.h"
#include "core/input/file_times.h"
#include "core/input/log_clock_steps.h"
#include "core/input/packet.h"
#include "core/snapshot/capture_facts.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace beaconscope::engine {

/// Follows the times of the packets of each file of a load.
class TimesByFile {
public:
    /// `file` is the index of the file in CaptureFacts::files. Takes the packets of each file in
    /// their order.
    void add(std::size_t file, const input::Packet& packet);

    /// Sets what `facts`, which has its files already, says about times.
    void setTimes(snapshot::CaptureFacts& facts) const;

private:
    struct OfFile {
        input::FileTimes times;
        input::ClockSteps steps;       ///< of a capture
        input::LogClockSteps logSteps; ///< of a log
        std::uint64_t withoutTime = 0;
    };
    std::vector<OfFile> m_files;
};

} // namespace beaconscope::engine
