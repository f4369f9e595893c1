// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>

struct psl_ctx_st;

namespace beaconscope::dns {

/// Finds the registered domain of a name: its public suffix and one label more. Uses the Public
/// Suffix List inside libpsl with its private section ("foo.github.io" is a registered domain). It
/// does not use a newer list on the machine, so that a capture gives the same result with the same
/// libpsl everywhere.
///
/// A public suffix, a single label and the root are their own registered domain. Any number of
/// threads may use one object; constructing it costs nothing.
class SuffixList {
public:
    SuffixList();

    /// `canonicalName` is a Name::canonical. The result points to its end. Allocates nothing.
    std::string_view registeredDomain(std::string_view canonicalName) const;

    /// Whether the last label of a name is in the list, so that the name can exist on the public
    /// internet. True when there is no list.
    bool hasPublicSuffix(std::string_view canonicalName) const;

    /// Says which list is in use, for reports: "built into libpsl 0.21.2, 2022-11-21".
    std::string describe() const;

private:
    const psl_ctx_st* m_list; ///< owned by libpsl; null when libpsl was built without a list
};

/// Returns what is left of `name` when its registered domain and the dot before it are taken off.
inline std::string_view subdomainOf(std::string_view name, std::string_view domain) {
    return name.size() > domain.size() ? name.substr(0, name.size() - domain.size() - 1)
                                       : std::string_view{};
}

} // namespace beaconscope::dns
