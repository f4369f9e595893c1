// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/capture/dns_payload.h"

namespace beaconscope::capture {

const char* toString(Transport transport) {
    switch (transport) {
    case Transport::Udp:
        return "udp";
    case Transport::Tcp:
        return "tcp";
    case Transport::Mdns:
        return "mdns";
    case Transport::Llmnr:
        return "llmnr";
    }
    return "unknown";
}

} // namespace beaconscope::capture
