// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/rhythm/benjamini_hochberg.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace beaconscope::detect::rhythm {

std::vector<double> lnQValues(std::span<const double> lnP) {
    std::vector<std::size_t> order(lnP.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return lnP[a] != lnP[b] ? lnP[a] < lnP[b] : a < b;
    });
    std::vector<double> lnQ(lnP.size());
    const double lnTests = std::log(static_cast<double>(lnP.size()));
    double least = 0;
    for (std::size_t rank = order.size(); rank > 0; --rank) {
        const std::size_t index = order[rank - 1];
        least = std::min(least, lnP[index] + lnTests - std::log(static_cast<double>(rank)));
        lnQ[index] = least;
    }
    return lnQ;
}

} // namespace beaconscope::detect::rhythm
