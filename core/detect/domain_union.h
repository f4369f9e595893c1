// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/strong_id.h"
#include "core/store/name_table.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace beaconscope::detect {

/// Registered domains of one client that are judged together as one series.
struct DomainUnion {
    enum class Reason : std::uint8_t {
        SameHost,    ///< they look alike: one host label below each
        FreshLabels, ///< they look alike: a new host below each at each query
        NoRegistry,  ///< their names stand under last labels that no registry has
        InTurn,      ///< the client asks for them in turn
    };

    std::vector<DomainId> domains;
    Reason reason = Reason::SameHost;
};

/// The unions of a set of series, by the index of the series.
using DomainUnions = std::map<std::size_t, DomainUnion>;

/// Judgement::explainedBy of a series whose rhythm is told by another finding.
inline constexpr const char* kPartOfAnother = "part of another finding";

/// Returns the first few domains for people: "a.example, b.example, c.example and 7 more".
std::string listDomains(const std::vector<DomainId>& domains, const store::NameTableView& names);

/// Returns a sentence for people: how many domains, which, and why they are taken together.
std::string describe(const DomainUnion& together, const store::NameTableView& names);

} // namespace beaconscope::detect
