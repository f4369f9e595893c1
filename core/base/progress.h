// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <atomic>
#include <cstdint>

namespace beaconscope {

/// Says how far a load has come. The worker writes it; any thread may read it at any time. The
/// counters are independent of each other, so a reader may see them a few packets apart.
struct Progress {
    std::atomic<std::uint64_t> bytesRead{0};  ///< of the files as they lie on disk (compressed)
    std::atomic<std::uint64_t> bytesTotal{0}; ///< 0 when unknown (a pipe)
    std::atomic<std::uint64_t> packets{0};
    std::atomic<std::uint64_t> dnsMessages{0};
    /// True while files are opened and read. What was read is kept when the reading is stopped.
    std::atomic<bool> isReading{false};

    void reset() {
        bytesRead = 0;
        bytesTotal = 0;
        packets = 0;
        dnsMessages = 0;
        isReading = false;
    }
};

} // namespace beaconscope
