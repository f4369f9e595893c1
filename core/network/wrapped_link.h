// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/link_type.h"
#include "core/network/frame.h"

namespace beaconscope::network {

/// Link types whose header says which link type is behind it.
bool isWrapped(input::LinkType type);

/// Takes such a header off: `type` and `bytes` become those behind it.
Step unwrapLink(input::LinkType& type, std::span<const std::byte>& bytes);

} // namespace beaconscope::network
