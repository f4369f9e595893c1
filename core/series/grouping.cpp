// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/series/grouping.h"

#include <array>

namespace beaconscope::series {

namespace {

constexpr std::array kGroupings = {Grouping::ClientName, Grouping::ClientDomain, Grouping::Name};

} // namespace

const char* identifier(Grouping grouping) {
    switch (grouping) {
    case Grouping::ClientName:
        return "client-name";
    case Grouping::ClientDomain:
        return "client-domain";
    case Grouping::Name:
        return "name";
    }
    return "";
}

std::optional<Grouping> parseGrouping(std::string_view text) {
    for (const Grouping grouping : kGroupings) {
        if (text == identifier(grouping))
            return grouping;
    }
    return std::nullopt;
}

const char* identifier(FindingKind kind) {
    switch (kind) {
    case FindingKind::Beacon:
    case FindingKind::LookAlikes:
        return "beacon";
    case FindingKind::Tunnel:
        return "tunnel";
    case FindingKind::NxdomainPool:
        return "nxdomain-pool";
    }
    return "";
}

const char* describe(FindingKind kind, bool isFlagged) {
    switch (kind) {
    case FindingKind::Beacon:
    case FindingKind::LookAlikes:
        return isFlagged ? "beacon" : "not flagged";
    case FindingKind::Tunnel:
        return isFlagged ? "tunnel: names that may carry data" : "not flagged as a tunnel";
    case FindingKind::NxdomainPool:
        return isFlagged ? "beacon: names that do not exist"
                         : "not flagged: names that do not exist";
    }
    return "";
}

} // namespace beaconscope::series
