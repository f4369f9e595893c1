// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/capture/frame.h"
#include "core/capture/link_type.h"

namespace beaconscope::capture {

/// Link types whose header says which link type is behind it.
bool isWrapped(LinkType type);

/// Takes such a header off: `type` and `bytes` become those behind it.
Step unwrapLink(LinkType& type, std::span<const std::byte>& bytes);

} // namespace beaconscope::capture
