// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/store/event_store.h"

#include <cstdint>
#include <span>
#include <vector>

namespace beaconscope::tables {

/// Holds the positions of all names, domains and addresses in sorted order, so that a million rows
/// can be sorted by comparing numbers. Names are sorted by labels from the right: the names of a
/// domain stand together, and the domain stands before the names below it.
///
/// The first call for a store computes the positions. They are kept until the store grows or
/// another one is passed. Each function returns one position for each id. Use an object on one
/// thread only.
class RankCache {
public:
    std::span<const std::uint32_t> names(const store::StoreView& store, std::uint64_t load);
    std::span<const std::uint32_t> domains(const store::StoreView& store, std::uint64_t load);
    std::span<const std::uint32_t> addresses(const store::StoreView& store, std::uint64_t load);

private:
    struct Ranks {
        std::uint64_t load = 0;
        std::vector<std::uint32_t> ranks;
    };

    Ranks m_names;
    Ranks m_domains;
    Ranks m_addresses;
};

} // namespace beaconscope::tables
