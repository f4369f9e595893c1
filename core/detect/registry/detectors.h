// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/detection.h"
#include "core/detect/detector.h"

#include <memory>
#include <string_view>
#include <vector>

namespace beaconscope::detect {

/// Every detector, in the order in which they are offered. The first is the default.
const std::vector<std::shared_ptr<const Detector>>& detectors();

/// By DetectorInfo::id; null when there is none.
std::shared_ptr<const Detector> findDetector(std::string_view id);

/// The default detector with its default parameters and grouping.
DetectionSettings defaultDetectionSettings();

} // namespace beaconscope::detect
