// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>

namespace beaconscope::input {

/// What the user said about files that do not say it themselves.
struct ReadOptions {
    /// The names of the columns of tab-separated text without a header: "ts,id.orig_h,query".
    std::string zeekColumns;
    std::string password; ///< of encrypted archives; empty: none is tried

    bool operator==(const ReadOptions&) const = default;
};

} // namespace beaconscope::input
