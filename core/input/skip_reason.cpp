// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/skip_reason.h"

namespace beaconscope::input {

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
    case SkipReason::ManyQuestions:
        return "many_questions";
    case SkipReason::DeepTunnel:
        return "deep_tunnel";
    }
    return "unknown";
}

const char* describe(SkipReason reason, std::uint64_t count) {
    const bool isOne = count == 1;
    switch (reason) {
    case SkipReason::UnknownLinkType:
        return isOne ? "packet of an unknown link type" : "packets of an unknown link type";
    case SkipReason::CutBySnapLength:
        return isOne ? "packet cut by the snap length" : "packets cut by the snap length";
    case SkipReason::DamagedHeader:
        return isOne ? "packet with a damaged header" : "packets with a damaged header";
    case SkipReason::IpFragment:
        return isOne ? "IP fragment that could not be completed"
                     : "IP fragments that could not be completed";
    case SkipReason::TcpSegment:
        return isOne ? "TCP segment with DNS that could not be put together"
                     : "TCP segments with DNS that could not be put together";
    case SkipReason::MalformedDns:
        return isOne ? "malformed DNS message" : "malformed DNS messages";
    case SkipReason::Duplicate:
        return isOne ? "packet captured twice" : "packets captured twice";
    case SkipReason::LogLine:
        return isOne ? "line of a log that could not be read"
                     : "lines of a log that could not be read";
    case SkipReason::ManyQuestions:
        return isOne ? "DNS message with more than 256 questions, of which only these are read"
                     : "DNS messages with more than 256 questions, of which only these are read";
    case SkipReason::DeepTunnel:
        return isOne ? "packet inside too many tunnels" : "packets inside too many tunnels";
    }
    return isOne ? "packet skipped for an unknown reason" : "packets skipped for an unknown reason";
}

} // namespace beaconscope::input
