// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/strong_id.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace beaconscope::series {

/// What makes events one series.
enum class Grouping : std::uint8_t {
    ClientName,   ///< one client asking for one name
    ClientDomain, ///< one client asking for anything under one registered domain
    Name,         ///< one name, whoever asks
};

/// "client-name", "client-domain", "name": as on the command line and in JSON.
const char* identifier(Grouping grouping);
std::optional<Grouping> parseGrouping(std::string_view text);

/// What a series is looked at for.
enum class FindingKind : std::uint8_t {
    Beacon,       ///< its rhythm
    Tunnel,       ///< its volume: very many names under one domain
    NxdomainPool, ///< the rhythm of a client's queries for names that do not exist
    LookAlikes,   ///< the rhythm of several registered domains of a client together
};

/// "beacon", "tunnel", "nxdomain-pool". Look-alikes are a beacon, whose names say that they are
/// many.
const char* identifier(FindingKind kind);
/// In words, for people: "tunnel: names that may carry data". What is not flagged is not called by
/// what it was looked at for.
const char* describe(FindingKind kind, bool isFlagged);

/// Whose series it is. `client` is invalid for Grouping::Name, `name` for Grouping::ClientDomain;
/// `domain` is valid but for a pool of names that do not exist.
struct SeriesKey {
    AddressId client;
    NameId name;
    DomainId domain;
    FindingKind kind = FindingKind::Beacon;

    auto operator<=>(const SeriesKey&) const = default;
};

} // namespace beaconscope::series
