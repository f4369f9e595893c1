#pragma once

#include "core/capture/packet_source.h"
#include "core/capture/peeked_stream.h"

namespace beaconscope::capture {

/// A capture that libpcap reads: pcap with microseconds or nanoseconds in either byte order and
/// with the "modified" record header, and pcapng.
Result<std::unique_ptr<PacketSource>> openWithLibpcap(std::unique_ptr<PeekedStream> stream);

} // namespace beaconscope::capture
