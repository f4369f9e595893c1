// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace beaconscope::network {

/// Whether an address (4 or 16 bytes) belongs to a public resolver that is known to offer DNS over
/// HTTPS. The list is short on purpose: these addresses serve DNS and next to nothing else, so a
/// flow to their port 443 is a look-up and not a web page.
bool isKnownDohResolver(std::span<const std::byte> address);

/// Whether a server name, in any letter case, is one under which a public resolver offers DNS over
/// HTTPS.
bool isKnownDohName(std::string_view name);

} // namespace beaconscope::network
