// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace beaconscope::network {

/// Returns the server name in a TLS ClientHello (RFC 8446 section 4.1.2, RFC 6066 section 3);
/// nullopt when `segment` does not start with a ClientHello or ends before the name. The result
/// points into `segment`; its bytes are as sent and may be no valid name.
std::optional<std::string_view> tlsServerName(std::span<const std::byte> segment);

} // namespace beaconscope::network
