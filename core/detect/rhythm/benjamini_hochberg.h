// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <span>
#include <vector>

namespace beaconscope::detect::rhythm {

/// Step 8: for each p the smallest false-discovery rate at which it still belongs to the list of
/// discoveries (q-value of Benjamini and Hochberg 1995, JRSS B 57, 289): the least, over ranks from
/// its own up, of p * tests / rank. Takes and gives natural logarithms (at most 0), so that
/// certainties do not underflow.
std::vector<double> lnQValues(std::span<const double> lnP);

} // namespace beaconscope::detect::rhythm
