// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string>

namespace beaconscope::input {

/// What the user said about reading: of files that do not say it themselves, and of its limit.
struct ReadOptions {
    /// The names of the columns of tab-separated text without a header: "ts,id.orig_h,query".
    std::string zeekColumns;
    /// Bytes of memory that the process may take for the load and the analysis that follows. 0:
    /// three quarters of what the machine and the system allow.
    std::uint64_t maxMemory = 0;
    std::string password; ///< of encrypted archives; empty: none is tried

    bool operator==(const ReadOptions&) const = default;
};

} // namespace beaconscope::input
