// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace beaconscope::network {

/// The server that a TLS ClientHello asks for (RFC 8446 section 4.1.2, RFC 6066 section 3), when
/// `segment` begins with one and holds that part of it. Points into `segment`; the bytes are as
/// sent and need not be a name.
std::optional<std::string_view> tlsServerName(std::span<const std::byte> segment);

} // namespace beaconscope::network
