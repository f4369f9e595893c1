// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/selection.h"

#include <memory>
#include <string>
#include <vector>

namespace beaconscope::testing {

/// Returns the detail of a selection without a finding. Its queries came at these seconds after
/// 2024-01-01T00:00:00Z, in ascending order. The caller adds period, TTL and window.
std::shared_ptr<snapshot::SelectionDetail> detailOf(const std::vector<double>& atSeconds,
                                                    std::string title = "10.0.0.1 → host.example");

/// Adds a judgement to `detail`: the detector judged beats of c2.example at these seconds, with a
/// window of `teeth`. The judgement counts every interval that lies in a tooth.
void judgeBy(snapshot::SelectionDetail& detail, const std::vector<double>& beatsAtSeconds,
             std::vector<series::IntervalRange> teeth);

} // namespace beaconscope::testing
