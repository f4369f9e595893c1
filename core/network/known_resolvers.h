// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace beaconscope::network {

/// Whether an address (4 or 16 bytes) belongs to a public resolver that is known to offer DNS over
/// HTTPS. The list is short on purpose: these addresses serve almost only DNS, so a flow to their
/// port 443 is a query and not a web page.
bool isKnownDohResolver(std::span<const std::byte> address);

/// Whether a public resolver offers DNS over HTTPS under this server name. Letter case does not
/// matter.
bool isKnownDohName(std::string_view name);

} // namespace beaconscope::network
