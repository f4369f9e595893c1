#include "core/capture/skip_reason.h"

namespace beaconscope::capture {

const char* identifier(SkipReason reason) {
    switch (reason) {
    case SkipReason::UnknownLinkType:
        return "unknown_link_type";
    case SkipReason::CutBySnapLength:
        return "cut_by_snap_length";
    case SkipReason::DamagedHeader:
        return "damaged_header";
    case SkipReason::IpFragment:
        return "ip_fragment";
    case SkipReason::TcpSegment:
        return "tcp_segment";
    case SkipReason::MalformedDns:
        return "malformed_dns";
    case SkipReason::Duplicate:
        return "duplicate";
    case SkipReason::LogLine:
        return "log_line";
    }
    return "unknown";
}

const char* describe(SkipReason reason) {
    switch (reason) {
    case SkipReason::UnknownLinkType:
        return "packets of an unknown link type";
    case SkipReason::CutBySnapLength:
        return "packets cut by the snap length";
    case SkipReason::DamagedHeader:
        return "packets with a damaged header";
    case SkipReason::IpFragment:
        return "IP fragments that could not be completed";
    case SkipReason::TcpSegment:
        return "TCP segments with DNS that could not be put together";
    case SkipReason::MalformedDns:
        return "malformed DNS messages";
    case SkipReason::Duplicate:
        return "packets captured twice";
    case SkipReason::LogLine:
        return "lines of a log that could not be read";
    }
    return "packets skipped for an unknown reason";
}

} // namespace beaconscope::capture
