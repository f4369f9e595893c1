#include "core/analysis/finding.h"

namespace beaconscope::analysis {

const char* identifier(FindingKind kind) {
    switch (kind) {
    case FindingKind::Beacon:
        return "beacon";
    case FindingKind::Tunnel:
        return "tunnel";
    case FindingKind::NxdomainPool:
        return "nxdomain-pool";
    }
    return "";
}

} // namespace beaconscope::analysis
