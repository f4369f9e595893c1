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

/// What one detector says of the selected series.
struct DetectorJudgement {
    std::shared_ptr<const detect::Detector> detector;
    bool flagged = false;
    detect::DecidingValue deciding;
    std::vector<std::string> reasons;
    /// One sentence on which queries the detector looked at. Empty where it looked at exactly the
    /// queries of the series.
    std::string basis;
};

/// Returns the judgement of every detector on the series of the detail's finding, in the order of
/// detect::detectors(). Returns an empty list when the detail has no finding, and a shorter list
/// when stop is requested.
///
/// The detector in force says the same as in the tables. Every other detector runs with its default
/// parameters, and it gets only the queries of this series. It groups them in its own way: if it
/// makes several series of them, its strongest series counts. A detector that pools clients gets
/// all messages for the same names from all clients.
///
/// The time grows with the length of the series; for detectors that pool clients, with the capture.
std::vector<DetectorJudgement> judgementsByDetector(const Snapshot& snapshot,
                                                    const SelectionDetail& detail,
                                                    const std::stop_token& stop);

} // namespace beaconscope::snapshot
