#pragma once

#include "core/capture/frame.h"
#include "core/capture/link_type.h"

namespace beaconscope::capture {

/// Reads the link-layer header of a packet: `frame` becomes what it carries.
Step readLinkLayer(LinkType type, std::span<const std::byte> bytes, Frame& frame);

/// Takes VLAN tags off until something else comes. The result is Next only for IPv4 or IPv6.
Step removeTags(Frame& frame);

} // namespace beaconscope::capture
