// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/selection.h"

#include <memory>
#include <string>
#include <vector>

namespace beaconscope::testing {

/// The detail of a selection whose queries came at these seconds after 2024-01-01T00:00:00Z, in
/// order, without a finding. Period, TTL and window are for the caller to add.
std::shared_ptr<snapshot::SelectionDetail> detailOf(const std::vector<double>& atSeconds,
                                                    std::string title = "10.0.0.1 → host.example");

/// Adds that the detector judged beats of c2.example at these seconds, with a window of `teeth` and
/// all gaps in them counted.
void judgeBy(snapshot::SelectionDetail& detail, const std::vector<double>& beatsAtSeconds,
             std::vector<series::IntervalRange> teeth);

} // namespace beaconscope::testing
