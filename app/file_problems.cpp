// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/file_problems.h"

#include "core/base/text.h"

#include <fmt/core.h>

#include <iostream>

namespace beaconscope::app {

ExitCode reportFileProblems(std::span<const input::FileFacts> files) {
    ExitCode worst = ExitCode::Done;
    for (const input::FileFacts& file : files) {
        const std::string path = escapeForTerminal(file.path);
        const std::string problem = escapeForTerminal(input::problemOf(file));
        if (!file.opened) {
            std::cerr << fmt::format("beaconscope: {}: not read: {}\n", path, problem);
            worst = ExitCode::Unreadable;
        } else if (!file.complete) {
            std::cerr << fmt::format("beaconscope: {}: read in part: {}\n", path, problem);
            if (worst == ExitCode::Done)
                worst = ExitCode::ReadInPart;
        }
    }
    return worst;
}

void reportLeftOut(std::span<const input::LeftOutFile> files) {
    if (files.empty())
        return;
    std::cerr << fmt::format("beaconscope: left out of folders: {}; "
                             "the first is {}: {}\n",
                             counted(files.size(), "file that cannot be read as a capture",
                                     "files that cannot be read as captures"),
                             escapeForTerminal(files.front().path),
                             escapeForTerminal(files.front().reason));
}

} // namespace beaconscope::app
