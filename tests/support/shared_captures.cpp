// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/shared_captures.h"

#include <cstdlib>
#include <filesystem>

namespace beaconscope::testing {

std::string sharedCaptures() {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): tests read their environment before any thread starts
    const char* given = std::getenv("BEACONSCOPE_CAPTURES");
    const std::filesystem::path folder =
        given != nullptr ? given : BEACONSCOPE_SOURCE_DIR "/../shared/captures";
    return std::filesystem::is_directory(folder) ? folder.string() : std::string();
}

} // namespace beaconscope::testing
