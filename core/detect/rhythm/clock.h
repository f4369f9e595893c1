// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <span>

namespace beaconscope::detect::rhythm {

/// The period of a clock of which the spectrum showed a line at `lineSeconds`.
///
/// A clock that ticks every T seconds has lines at T, T/2, T/3 and so on, and any of them may be
/// the strongest. Here the beats are folded at the line's period and at its multiples: at a part of
/// the period the best phase holds a beat in but few of the turns, from the period on in nearly
/// all. So the period is the smallest multiple (up to 60) at which nearly as large a share of the
/// turns has a beat in the best second as at any other multiple. Gives `lineSeconds`, a little
/// refined, where no multiple does better.
///
/// `beatSeconds` ascending. Folds at most 10,000 of them up to some two
/// thousand times, into at most as many bins.
double clockPeriod(std::span<const double> beatSeconds, double lineSeconds);

} // namespace beaconscope::detect::rhythm
