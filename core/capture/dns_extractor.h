#pragma once

#include "core/capture/dns_payload.h"
#include "core/capture/packet.h"
#include "core/capture/skip_reason.h"

#include <functional>
#include <memory>

namespace beaconscope::capture {

/// Finds the DNS messages in packets: link layer, IP, UDP and TCP. Keeps what spans packets
/// (fragments, TCP streams) in tables of bounded size, so use one extractor for one capture and
/// feed it packets in capture order. One thread.
class DnsExtractor {
public:
    using Sink = std::function<void(const DnsPayload&)>;

    explicit DnsExtractor(Sink sink);
    ~DnsExtractor();
    DnsExtractor(const DnsExtractor&) = delete;
    DnsExtractor& operator=(const DnsExtractor&) = delete;

    /// Calls the sink for every DNS message that `packet` holds or completes.
    void feed(const Packet& packet);

    /// After the last packet: counts what can no longer be completed.
    void finish();

    const SkipCounts& skipped() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace beaconscope::capture
