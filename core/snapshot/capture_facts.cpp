// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/snapshot/capture_facts.h"

namespace beaconscope::snapshot {

Records recordsOf(const CaptureFacts& capture) {
    bool packets = false;
    bool lines = false;
    for (const input::FileFacts& file : capture.files) {
        packets = packets || (file.opened && !file.isLog);
        lines = lines || (file.opened && file.isLog);
    }
    if (!lines)
        return Records::Packets;
    return packets ? Records::PacketsAndLines : Records::Lines;
}

} // namespace beaconscope::snapshot
