// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"
#include "core/detect/rhythm/query.h"
#include "core/store/event.h"

namespace beaconscope::detect::rhythm {

/// An event as the rhythm tests take it; `origin` becomes their time 0.
inline Query beaconQuery(const store::Event& event, Timestamp origin) {
    Query query;
    query.timeSeconds = seconds(event.time - origin);
    query.name = event.name.value();
    query.type = static_cast<std::uint16_t>(event.qtype);
    query.id = event.id;
    query.clientPort = event.clientPort;
    if (event.has(store::EventFlag::HasTtl))
        query.ttlSeconds = event.ttlSeconds;
    if (event.has(store::EventFlag::HasResponse))
        query.rcode = static_cast<std::uint16_t>(event.rcode);
    if (event.roundTrip > Duration::zero())
        query.roundTripSeconds = static_cast<float>(seconds(event.roundTrip));
    return query;
}

} // namespace beaconscope::detect::rhythm
