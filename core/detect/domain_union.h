// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/strong_id.h"
#include "core/store/name_table.h"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace beaconscope::detect {

/// Registered domains of one client that are judged together as one series.
struct DomainUnion {
    std::vector<DomainId> domains;
    /// True: they look alike. False: their names stand under last labels that no registry has.
    bool areRegistered = true;
};

/// The unions of a set of series, by the index of the series.
using DomainUnions = std::map<std::size_t, DomainUnion>;

/// Returns a sentence for people: how many domains, which, and why they are taken together.
std::string describe(const DomainUnion& together, const store::NameTableView& names);

} // namespace beaconscope::detect
