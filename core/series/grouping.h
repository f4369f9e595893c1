// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/strong_id.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace beaconscope::series {

/// Says which events form one series.
enum class Grouping : std::uint8_t {
    ClientName,   ///< the queries of one client for one name
    ClientDomain, ///< the queries of one client for all names under one registered domain
    Name,         ///< the queries of all clients for one name
};

/// Returns "client-name", "client-domain" or "name", as on the command line and in JSON.
const char* identifier(Grouping grouping);
std::optional<Grouping> parseGrouping(std::string_view text);

/// What a detector looks for in a series.
enum class FindingKind : std::uint8_t {
    Beacon,       ///< its rhythm
    Tunnel,       ///< its volume: very many names under one domain
    NxdomainPool, ///< the rhythm of a client's queries for names that do not exist
    LookAlikes,   ///< the rhythm of several registered domains of a client together
};

/// Returns "beacon", "tunnel" or "nxdomain-pool". Look-alikes return "beacon" too; their names
/// already show that they are several domains.
const char* identifier(FindingKind kind);
/// Returns text for people: "tunnel: names that may carry data" or "not flagged as a tunnel".
const char* describe(FindingKind kind, bool isFlagged);

/// Identifies a series. `client` is invalid for Grouping::Name, `name` is invalid for
/// Grouping::ClientDomain, `domain` is invalid only for FindingKind::NxdomainPool.
struct SeriesKey {
    AddressId client;
    NameId name;
    DomainId domain;
    FindingKind kind = FindingKind::Beacon;

    auto operator<=>(const SeriesKey&) const = default;
};

} // namespace beaconscope::series
