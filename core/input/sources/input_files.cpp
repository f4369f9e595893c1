// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/sources/input_files.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace beaconscope::input {

namespace fs = std::filesystem;

namespace {

bool isHidden(const fs::path& path) {
    return path.filename().native().starts_with('.');
}

/// Lists at most `maxFiles` files; returns false when the folder has more.
bool listFolder(const std::string& folder, std::size_t maxFiles, std::vector<std::string>& files) {
    // A subfolder that may not be read is skipped. Other errors end the search; when it has found
    // no capture, the caller says so.
    std::error_code error;
    fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied,
                                           error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
        std::error_code unknown;
        if (isHidden(entry->path())) {
            entry.disable_recursion_pending();
        } else if (entry->is_regular_file(unknown)) {
            if (files.size() >= maxFiles)
                return false;
            files.push_back(entry->path().string());
        }
    }
    return true;
}

} // namespace

InputFiles findInputFiles(const std::vector<std::string>& paths, std::size_t maxFiles) {
    InputFiles inputs;
    for (const std::string& path : paths) {
        std::error_code unknown; // an error is reported when the file is opened
        if (path == "-" || !fs::is_directory(path, unknown)) {
            if (inputs.files.size() < maxFiles)
                inputs.files.push_back({path});
            else
                inputs.beyond.push_back(path);
            continue;
        }
        std::vector<std::string> found;
        const std::size_t room = maxFiles - std::min(maxFiles, inputs.files.size());
        const bool isWhole = listFolder(path, room, found);
        std::sort(found.begin(), found.end());
        for (std::string& file : found)
            inputs.files.push_back({std::move(file), inputs.folders.size()});
        inputs.folders.push_back({path, !isWhole});
    }
    return inputs;
}

} // namespace beaconscope::input
