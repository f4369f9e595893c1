// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <span>

namespace beaconscope::network {

/// Whether `bytes` are clearly one whole DNS query or response: a valid header with exactly one
/// question, all records that the header announces, and nothing after the last one. It is this
/// strict because it decides on ports that are not DNS ports. It is cheap there: almost all other
/// traffic fails in the first few bytes.
bool isPlainlyDns(std::span<const std::byte> bytes);

/// Whether `bytes` are clearly whole messages, one after the other, each behind its length as in
/// TCP. False when empty.
bool arePlainlyMessages(std::span<const std::byte> bytes);

/// Whether `bytes` may be the start of a DNS message, judged by the first bytes. Used to find the
/// first message in the middle of a TCP stream, whose end may not have arrived yet.
bool mayBeDnsStart(std::span<const std::byte> bytes);

} // namespace beaconscope::network
