// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/link_type.h"
#include "core/network/frame.h"

namespace beaconscope::network {

/// Whether the header of a link type names another link type, which follows it.
bool isWrapped(input::LinkType type);

/// Removes such a header: `type` and `bytes` become the link type and the bytes after it.
Step unwrapLink(input::LinkType& type, std::span<const std::byte>& bytes);

} // namespace beaconscope::network
