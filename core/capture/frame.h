#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace beaconscope::capture {

/// What comes next in a packet, as an EtherType: link layers, tags and tunnels all lead to one.
enum class EtherType : std::uint16_t {
    Ipv4 = 0x0800,
    Ipv6 = 0x86dd,
    Vlan = 0x8100,         ///< 802.1Q
    ProviderVlan = 0x88a8, ///< 802.1ad (QinQ)
    OldQinQ = 0x9100,      ///< QinQ before it was standardised
};

/// The part of a packet that is still to be read.
struct Frame {
    EtherType type = EtherType::Ipv4;
    std::span<const std::byte> bytes;
};

/// What reading one header gave.
enum class Step : std::uint8_t {
    Next,    ///< go on with what it holds
    NotDns,  ///< plainly nothing that could be DNS
    Short,   ///< the bytes end inside the header
    Damaged, ///< the header contradicts itself
    Unknown, ///< a link layer that cannot be read
};

} // namespace beaconscope::capture
