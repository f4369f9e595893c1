// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/figures.h"

#include <fmt/core.h>

#include <fstream>
#include <sstream>

namespace beaconscope::bench {

std::string toText(const Figures& figures) {
    std::string text;
    for (const auto& [name, value] : figures)
        text += fmt::format("{} {:.9g}\n", name, value);
    return text;
}

Figures fromText(const std::string& text) {
    Figures figures;
    std::istringstream lines(text);
    std::string name;
    double value = 0;
    while (lines >> name >> value)
        figures[name] = value;
    return figures;
}

Memory memory() {
    constexpr std::uint64_t kKibibyte = 1024;
    Memory result;
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word) {
        if (word == "VmRSS:" && status >> result.currentBytes)
            result.currentBytes *= kKibibyte;
        else if (word == "VmHWM:" && status >> result.peakBytes)
            result.peakBytes *= kKibibyte;
    }
    return result;
}

} // namespace beaconscope::bench
