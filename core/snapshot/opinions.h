// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/detector.h"

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace beaconscope::snapshot {

struct Snapshot;
struct SelectionDetail;

/// What one detector says of the series that a selection is about.
struct DetectorOpinion {
    std::shared_ptr<const detect::Detector> detector;
    bool flagged = false;
    detect::DecidingValue deciding;
    std::vector<std::string> reasons;
    std::string basis; ///< what it looked at, where that is not just the series; or empty
};

/// Every detector on the series of the detail's finding, in the order in which they are offered;
/// none when there is no finding. The one in force speaks as in the tables. The others are run with
/// their defaults on the series' queries alone, as if no one else had asked for anything, and each
/// groups them as it is used to: one that works by name tells of the strongest name. One that pools
/// clients gets all messages for the same names. Linear in the series, and in the capture for
/// pooling. Incomplete when stop is requested.
std::vector<DetectorOpinion> opinionsOn(const Snapshot& snapshot, const SelectionDetail& detail,
                                        const std::stop_token& stop);

} // namespace beaconscope::snapshot
