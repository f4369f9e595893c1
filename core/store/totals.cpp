// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/totals.h"

namespace beaconscope::store {

void Totals::add(const Totals& other) {
    queries += other.queries;
    responses += other.responses;
    answered += other.answered;
    nxdomain += other.nxdomain;
    retransmissions += other.retransmissions;
    first = std::min(first, other.first);
    last = std::max(last, other.last);
    minimumTtlSeconds = std::min(minimumTtlSeconds, other.minimumTtlSeconds);
    maximumTtlSeconds = std::max(maximumTtlSeconds, other.maximumTtlSeconds);
    types.insert(other.types);
}

} // namespace beaconscope::store
