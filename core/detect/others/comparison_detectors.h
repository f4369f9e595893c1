// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/detector.h"

#include <memory>
#include <vector>

namespace beaconscope::detect::others {

/// What other tools would say of the same series: RITA's total and timestamp score, Elastic, Flare,
/// Sentinel and the plain coefficient of variation.
std::vector<std::shared_ptr<const Detector>> comparisonDetectors();

} // namespace beaconscope::detect::others
