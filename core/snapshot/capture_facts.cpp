// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/snapshot/capture_facts.h"

#include "core/base/hash.h"
#include "core/base/text.h"

#include <filesystem>
#include <unordered_map>
#include <utility>

namespace beaconscope::snapshot {

namespace {

std::string lastPart(const std::string& path) {
    return std::filesystem::path(path).filename().string();
}

} // namespace

std::vector<std::string> fileNames(const CaptureFacts& capture) {
    std::unordered_map<std::string, std::size_t, TextHash> counts;
    for (const input::FileFacts& file : capture.files)
        ++counts[lastPart(file.path)];
    std::vector<std::string> names;
    for (const input::FileFacts& file : capture.files) {
        std::string name = lastPart(file.path);
        if (counts[name] > 1 || name.empty())
            name = file.path;
        names.push_back(escapeForTerminal(name));
    }
    return names;
}

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
