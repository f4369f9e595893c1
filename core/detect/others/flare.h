// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace beaconscope::detect::others {

/// Defaults of Flare's code and command line; its sample configuration has 30 s and 50 %.
struct FlareParameters {
    std::size_t minOccurrences = 10;     ///< events and intervals must be more than this
    std::int64_t minIntervalSeconds = 2; ///< shorter intervals are dropped
    double minPercent = 5;               ///< flagged above
};

struct FlareResult {
    double percent = 0; ///< of the intervals kept, in the best window of two seconds
    std::int64_t intervalSeconds = 0;
    bool flagged = false;
};

/// austin-taylor/flare, analytics/command_control.py: how many intervals lie within two
/// neighbouring whole seconds near the commonest one. `seconds` ascending, whole. None for too few
/// intervals.
std::optional<FlareResult> flare(std::span<const std::int64_t> seconds,
                                 const FlareParameters& parameters = {});

} // namespace beaconscope::detect::others
