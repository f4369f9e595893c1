// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/file_facts.h"

#include "core/base/text.h"
#include "core/input/problem_text.h"

#include <fmt/core.h>

namespace beaconscope::input {

std::string problemOf(const FileFacts& file) {
    std::string problem = withSubject(file.problem);
    if (problem.empty() || !file.opened)
        return problem;
    if (isArchive(file))
        return problem + "; what lies behind that place is missing";
    const char* one = file.isLog ? "line" : "packet";
    if (file.packets == 0)
        return fmt::format("{}; no {} came before that", problem, one);
    return fmt::format("{}; {} before that {} kept", problem,
                       counted(file.packets, one, file.isLog ? "lines" : "packets"),
                       file.packets == 1 ? "is" : "are");
}

} // namespace beaconscope::input
