// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/store/event_store.h"

#include <cstdint>
#include <span>
#include <vector>

namespace beaconscope::tables {

/// Positions of all names, domains and addresses in sorted order, so that a million rows can be
/// sorted by comparing numbers. Names are sorted by labels from the right, so that names of one
/// domain stand together and a domain stands before what is below it. Computed when first asked
/// for, kept until the store has grown or is another one. Not for several threads.
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
