// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>

struct psl_ctx_st;

namespace beaconscope::dns {

/// Finds the registered domain of a name: its public suffix and one label more, by the Public
/// Suffix List that libpsl was built with, private section included ("foo.github.io" is one). The
/// built-in list is used, not the newest on the machine, so that a capture gives the same result
/// wherever the same libpsl is.
///
/// A name that is itself a public suffix, a single label, or the root is its own registered
/// domain. Calls from several threads are safe; making one costs nothing.
class SuffixList {
public:
    SuffixList();

    /// `canonicalName` as in Name::canonical. The result is a tail of it. Allocates nothing.
    std::string_view registeredDomain(std::string_view canonicalName) const;

    /// Whether the last label of a name stands in the list, so that the name can exist on the
    /// public internet. True where there is no list.
    bool hasPublicSuffix(std::string_view canonicalName) const;

    /// Which list is in use, for reports: "built into libpsl 0.21.2, 2022-11-21".
    std::string describe() const;

private:
    const psl_ctx_st* m_list; ///< lives as long as libpsl; null when it was built without a list
};

} // namespace beaconscope::dns
