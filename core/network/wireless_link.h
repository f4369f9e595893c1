// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/network/frame.h"

namespace beaconscope::network {

/// Reads an 802.11 header. Only data frames that are not encrypted can be read further; of an
/// A-MSDU only the first part is read. `isPadded` means that the header is filled up to a multiple
/// of four bytes.
Step readWireless(std::span<const std::byte> bytes, bool isPadded, Frame& frame);

/// Reads a radiotap header (radiotap.org) and the 802.11 header after it.
Step readRadiotap(std::span<const std::byte> bytes, Frame& frame);

} // namespace beaconscope::network
