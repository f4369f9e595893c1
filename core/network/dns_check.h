// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <span>

namespace beaconscope::network {

/// Whether `bytes` plainly are one whole DNS query or response: a sane header with exactly one
/// question, every announced record present, and nothing behind the last. Made to be right where
/// no port number says so; almost everything else fails in the first few bytes.
bool isPlainlyDns(std::span<const std::byte> bytes);

/// Whether a DNS message may start here, as far as its first bytes tell: for finding the first
/// message in the middle of a TCP stream, where the end of it may not be there yet.
bool mayBeDnsStart(std::span<const std::byte> bytes);

} // namespace beaconscope::network
