// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/strong_id.h"
#include "core/detect/rhythm/query.h"
#include "core/series/drawn_time.h"
#include "core/series/series.h"

#include <span>
#include <vector>

namespace beaconscope::detect::rhythm {

/// Replaces `queries` by the events of `rows` as the rhythm tests take them, in the order of their
/// drawn times, and `order`, if given, by the event of each. Returns how finely the coarsest of
/// their times is known, in seconds; 0: exactly.
double gatherQueries(const series::AnalysisInput& input, const series::DrawnTimes& times,
                     std::span<const EventId> rows, std::vector<Query>& queries,
                     std::vector<EventId>* order = nullptr);

} // namespace beaconscope::detect::rhythm
