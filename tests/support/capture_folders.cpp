// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/capture_folders.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace beaconscope::testing {

std::string ownCaptures() {
    return BEACONSCOPE_SOURCE_DIR "/tests/data/captures";
}

namespace {

/// The folder that an environment variable names, else one beside the source tree.
std::filesystem::path givenFolder(const char* variable, const char* besideSources) {
    // NOLINTNEXTLINE(concurrency-mt-unsafe): tests read their environment before any thread starts
    const char* given = std::getenv(variable);
    return given != nullptr ? given : besideSources;
}

} // namespace

std::string fieldFolder() {
    return givenFolder("BEACONSCOPE_FIELD", BEACONSCOPE_SOURCE_DIR "/../shared/field").string();
}

std::vector<std::string> captureFolders() {
    const std::filesystem::path real =
        givenFolder("BEACONSCOPE_CAPTURES", BEACONSCOPE_SOURCE_DIR "/../shared/captures");
    std::vector<std::string> folders{ownCaptures()};
    std::error_code problem; // what cannot be looked at is not there
    if (std::filesystem::is_directory(real, problem))
        folders.push_back(real.string());
    return folders;
}

std::string captureFile(const std::string& folder, const std::string& name) {
    for (const char* ending : {"", ".gz", ".zst", ".lz4"}) {
        std::string path = folder + '/' + name + ending;
        if (std::filesystem::is_regular_file(path))
            return path;
    }
    return {};
}

} // namespace beaconscope::testing
