#include "app/file_problems.h"

#include "core/base/text.h"

#include <fmt/core.h>

#include <iostream>

namespace beaconscope::app {

ExitCode reportFileProblems(std::span<const engine::FileFacts> files) {
    ExitCode worst = ExitCode::Done;
    for (const engine::FileFacts& file : files) {
        const std::string path = escapeForTerminal(file.path);
        const std::string problem = escapeForTerminal(file.problem);
        if (!file.opened) {
            std::cerr << fmt::format("beaconscope: {}: not read: {}\n", path, problem);
            worst = ExitCode::Unreadable;
        } else if (!file.complete) {
            std::cerr << fmt::format("beaconscope: {}: read in part: {}; {} {} before that "
                                     "are kept\n",
                                     path, problem, file.packets, file.isLog ? "lines" : "packets");
            if (worst == ExitCode::Done)
                worst = ExitCode::ReadInPart;
        }
    }
    return worst;
}

void reportLeftOut(std::span<const engine::LeftOutFile> files) {
    if (files.empty())
        return;
    std::cerr << fmt::format(
        "beaconscope: left out of folders: {} that cannot be read as captures; "
        "the first is {}: {}\n",
        files.size(), escapeForTerminal(files.front().path),
        escapeForTerminal(files.front().reason));
}

} // namespace beaconscope::app
