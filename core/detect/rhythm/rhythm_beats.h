// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/judged_beats.h"
#include "core/detect/rhythm/series_analysis.h"
#include "core/series/series.h"

#include <span>

namespace beaconscope::detect::rhythm {

/// Finds again the beats that `analysis` of the queries in `rows` is about: those whose intervals
/// stand out, or those that keep a clock where the spectrum is the stronger evidence. `analysis`
/// must be of a tested series, made from these rows of `input`. Linear for exact times.
JudgedBeats judgedBeats(const series::AnalysisInput& input, std::span<const EventId> rows,
                        const SeriesAnalysis& analysis);

} // namespace beaconscope::detect::rhythm
