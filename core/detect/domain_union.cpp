// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/domain_union.h"

#include "core/base/text.h"

#include <fmt/core.h>

#include <algorithm>

namespace beaconscope::detect {

std::string listDomains(const std::vector<DomainId>& domains, const store::NameTableView& names) {
    constexpr std::size_t kMaxNamed = 5;
    constexpr std::size_t kMaxCharacters = 40;
    std::string text;
    for (std::size_t i = 0; i < std::min(kMaxNamed, domains.size()); ++i)
        text += fmt::format("{}{}", i == 0 ? "" : ", ",
                            shortenName(names.text(domains[i]), kMaxCharacters));
    if (domains.size() > kMaxNamed)
        text += fmt::format(" and {} more", domains.size() - kMaxNamed);
    return text;
}

std::string describe(const DomainUnion& together, const store::NameTableView& names) {
    const std::string list = listDomains(together.domains, names);
    if (together.reason == DomainUnion::Reason::NoRegistry)
        return fmt::format("{} under last labels that no registry has: {}. Nobody else asks for "
                           "them, and hardly one comes back.",
                           counted(together.domains.size(), "name", "names"), list);
    const std::string domains = fmt::format("{} registered domains taken together: {}.",
                                            withThousands(together.domains.size()), list);
    switch (together.reason) {
    case DomainUnion::Reason::InTurn:
        return domains + " They are asked for in turn: each has a rhythm of its own, and all of "
                         "them together have one that is faster and stands out more.";
    case DomainUnion::Reason::FreshLabels:
        return domains + " Nobody else asks for them, hardly a name below them comes back, and the "
                         "names are alike in length, characters, query types and TTL.";
    default:
        return domains + " Nobody else asks for them, and they are alike in host label, query "
                         "types and TTL.";
    }
}

} // namespace beaconscope::detect
