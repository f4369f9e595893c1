// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/beacon/pair_analysis.h"
#include "core/analysis/judged_beats.h"
#include "core/analysis/series.h"

#include <span>

namespace beaconscope::analysis {

/// Finds again the beats that `analysis` of the queries in `rows` is about: those whose gaps stand
/// out, or those that keep a clock where the spectrum is the stronger evidence. `analysis` must be
/// of a tested series, made from these rows with times from `origin`. Linear.
JudgedBeats judgedBeats(const ColumnView<store::Event>& events, std::span<const EventId> rows,
                        Timestamp origin, const beacon::PairAnalysis& analysis);

} // namespace beaconscope::analysis
