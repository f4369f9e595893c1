// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/domain_union.h"

#include "core/base/text.h"

#include <fmt/core.h>

#include <algorithm>

namespace beaconscope::detect {

namespace {

/// "a.example, b.example, c.example and 7 more"
std::string listDomains(const std::vector<DomainId>& domains, const store::NameTableView& names) {
    constexpr std::size_t kMaxNamed = 3;
    constexpr std::size_t kMaxCharacters = 40;
    std::string text;
    for (std::size_t i = 0; i < std::min(kMaxNamed, domains.size()); ++i)
        text += fmt::format("{}{}", i == 0 ? "" : ", ",
                            shortenName(names.text(domains[i]), kMaxCharacters));
    if (domains.size() > kMaxNamed)
        text += fmt::format(" and {} more", domains.size() - kMaxNamed);
    return text;
}

} // namespace

std::string describe(const DomainUnion& together, const store::NameTableView& names) {
    const std::string list = listDomains(together.domains, names);
    if (!together.areRegistered)
        return fmt::format("{} under last labels that no registry has: {}. Nobody else asks for "
                           "them, and hardly one comes back.",
                           counted(together.domains.size(), "name", "names"), list);
    return fmt::format(
        "{} registered domains taken together: {}. Nobody else asks for them, and they are alike "
        "in host label, query types and TTL.",
        withThousands(together.domains.size()), list);
}

} // namespace beaconscope::detect
