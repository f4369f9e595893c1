// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/file_problems.h"

#include "app/commands/messages.h"
#include "core/base/text.h"
#include "core/input/problem_text.h"
#include "core/words/log_notices.h"

#include <fmt/core.h>

#include <algorithm>

namespace beaconscope::app {

ExitCode reportFileProblems(std::span<const input::FileFacts> files) {
    const bool isAnyRead = std::ranges::any_of(files, &input::FileFacts::opened);
    ExitCode worst = ExitCode::Done;
    for (const input::FileFacts& file : files) {
        const std::string problem = input::problemOf(file);
        if (!file.opened) {
            printMessage(fmt::format("{}: not read: {}", file.path, problem));
            // A folder without a part of its files was read in part.
            if (worst != ExitCode::Unreadable)
                worst = file.isOfFolder && isAnyRead ? ExitCode::ReadInPart : ExitCode::Unreadable;
        } else if (!file.complete) {
            printMessage(fmt::format("{}: read in part: {}", file.path, problem));
            if (worst == ExitCode::Done)
                worst = ExitCode::ReadInPart;
        }
        if (const std::string lost = words::describeLostLines(file); file.opened && !lost.empty()) {
            printMessage(fmt::format("{}: read in part: {}", file.path, lost));
            if (worst == ExitCode::Done)
                worst = ExitCode::ReadInPart;
        }
    }
    return worst;
}

void reportLeftOut(std::span<const input::LeftOutFile> files) {
    if (files.empty())
        return;
    printMessage(fmt::format("left out of folders: {}; the first is {}: {}",
                             counted(files.size(), "file that cannot be read as a capture",
                                     "files that cannot be read as captures"),
                             files.front().path, input::withSubject(files.front().reason)));
}

} // namespace beaconscope::app
