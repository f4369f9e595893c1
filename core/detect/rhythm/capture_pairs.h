// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/rhythm/priority.h"
#include "core/detect/rhythm/query.h"

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace beaconscope::detect::rhythm {

/// A query with whose it is. Numbers are any that tell clients and domains apart.
struct CaptureQuery {
    std::uint32_t client = 0;
    std::uint32_t domain = 0; ///< registered domain of the name
    std::uint32_t host = 0;   ///< what is left of the registered domain, "www" say
    Query query;
};

enum class UnitKind : std::uint8_t {
    Pair,         ///< what one client asks for under one registered domain
    NxdomainPool, ///< what one client asks for that does not exist and hardly anyone else asks for
    LookAlikes,   ///< domains of one client that look alike; see look_alikes.h
};

/// One series to be tested.
struct Unit {
    UnitKind kind = UnitKind::Pair;
    std::uint32_t client = 0;
    std::uint32_t domain = 0; ///< of a pair; of look-alikes the first one asked for
    std::size_t firstRow = 0; ///< into CapturePairs::rows
    std::size_t rowCount = 0;
    Prevalence prevalence;
};

/// A capture's queries as the units that the detector tests. Units with fewer than four queries are
/// left out. Ordered: pairs by client and domain, then pools by client.
struct CapturePairs {
    std::vector<Unit> units;
    std::vector<std::uint32_t> rows; ///< indices of the queries given, per unit in time order
    double captureSeconds = 0;       ///< first to last query

    std::span<const std::uint32_t> rowsOf(const Unit& unit) const {
        return std::span(rows).subspan(unit.firstRow, unit.rowCount);
    }
};

/// Step 2 but for the split into names, which the analysis of a pair does. A pool gathers a
/// client's queries with rcode NXDOMAIN whose registered domain fewer than three clients asked for:
/// names that an algorithm makes up differ in their registered domain.
///
/// `queries` in any order; leave out what is not to be tested. O(n log n). Empty when stopped.
CapturePairs groupCapture(std::span<const CaptureQuery> queries, const std::stop_token& stop = {});

} // namespace beaconscope::detect::rhythm
