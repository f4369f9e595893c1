// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/problem_text.h"

#include <algorithm>
#include <array>

namespace beaconscope::input {

std::string withSubject(const std::string& problem) {
    constexpr std::array kVerbs = {"is ", "ends ", "has ", "holds ", "cannot "};
    const bool needsSubject = std::ranges::any_of(
        kVerbs, [&problem](const char* verb) { return problem.starts_with(verb); });
    return needsSubject ? "it " + problem : problem;
}

} // namespace beaconscope::input
