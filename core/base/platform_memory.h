// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>

namespace beaconscope::platform {

/// Memory in bytes. What the process uses and may use are counted in the same way.
struct MemoryUse {
    std::uint64_t used = 0;
    std::uint64_t limit = 0; ///< UINT64_MAX when nothing limits it

    double share() const { return static_cast<double>(used) / static_cast<double>(limit); }
};

/// Returns the memory of the process and its limit: that of the machine, of its control group
/// (containers), or of the process itself (ulimit -v), whichever is nearest. Costs a few system
/// calls.
MemoryUse memoryUse();

} // namespace beaconscope::platform
