#pragma once

#include "core/base/time.h"
#include "core/capture/link_type.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace beaconscope::capture {

/// One captured packet. `bytes` is valid until its source reads the next one.
struct Packet {
    std::uint64_t number = 0; ///< 1-based within its file
    Timestamp time;
    LinkType linkType = LinkType::Ethernet;
    std::span<const std::byte> bytes; ///< as captured
    std::uint32_t originalLength = 0; ///< as it was on the wire; larger: cut by the snap length
    std::uint64_t fileOffset = 0;     ///< of its record, in the decompressed file
};

} // namespace beaconscope::capture
