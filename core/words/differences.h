// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/snapshot.h"

#include <cstdint>
#include <string>
#include <vector>

namespace beaconscope::words {

/// Where the user changes what differs.
enum class ChangedIn : std::uint8_t { Detector, Rules, KnownServices };

/// A setting that is not the default.
struct Difference {
    ChangedIn where = ChangedIn::Detector;
    std::string title;   ///< a few words, for a chip: "Smallest score: 5"
    std::string details; ///< what the default is, and what the setting does
};

/// Returns all settings that change what is listed and are not the default, except for the time
/// range.
std::vector<Difference> differencesFromDefault(const snapshot::AnalysisSettings& settings);

} // namespace beaconscope::words
