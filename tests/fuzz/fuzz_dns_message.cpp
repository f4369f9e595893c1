// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dns/message.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

/// One DNS message. The object is reused, as the program does.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static beaconscope::dns::Message message;
    beaconscope::dns::decode(std::as_bytes(std::span(data, size)), message);
    if (message.defectOffset > size)
        std::abort();
    return 0;
}
