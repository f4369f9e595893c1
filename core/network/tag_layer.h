// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/network/frame.h"

namespace beaconscope::network {

/// Removes a tag that only special networks have between Ethernet and IP: those of fabrics and
/// their switches, provider bridges, service chains. `frame` becomes what follows. Returns
/// Step::UnreadEtherType for any other type that may carry IP.
Step removeTag(Frame& frame);

/// Goes on behind a header that names its content as VXLAN-GPE, NSH and LISP-GPE do.
Step goByNextProtocol(unsigned protocol, std::span<const std::byte> bytes, Frame& frame);

} // namespace beaconscope::network
