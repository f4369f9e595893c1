#include "core/engine/capture_facts.h"

namespace beaconscope::engine {

Records recordsOf(const CaptureFacts& capture) {
    bool packets = false;
    bool lines = false;
    for (const FileFacts& file : capture.files) {
        packets = packets || (file.opened && !file.isLog);
        lines = lines || (file.opened && file.isLog);
    }
    if (!lines)
        return Records::Packets;
    return packets ? Records::PacketsAndLines : Records::Lines;
}

} // namespace beaconscope::engine
