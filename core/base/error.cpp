// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/error.h"

#include <fmt/core.h>

namespace beaconscope {

std::string describe(const Error& error) {
    if (error.packetNumber && error.byteOffset)
        return fmt::format("{} (packet {}, byte {})", error.message, *error.packetNumber,
                           *error.byteOffset);
    if (error.packetNumber)
        return fmt::format("{} (packet {})", error.message, *error.packetNumber);
    if (error.byteOffset)
        return fmt::format("{} (byte {})", error.message, *error.byteOffset);
    return error.message;
}

} // namespace beaconscope
