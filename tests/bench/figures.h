// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <cstdint>
#include <ctime>
#include <map>
#include <string>

namespace beaconscope::bench {

/// Measured numbers by name; the name ends with the unit. One process measures, writes them to its
/// standard output as lines "name value", and the one that started it reads them back.
using Figures = std::map<std::string, double>;

std::string toText(const Figures& figures);
Figures fromText(const std::string& text);

/// Of this process, from the system's account; 0 where there is none.
struct Memory {
    std::uint64_t currentBytes = 0;
    std::uint64_t peakBytes = 0;
};
Memory memory();

/// Runs from its construction on.
class Stopwatch {
public:
    double seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
    }

    /// Of the whole process.
    double processorSeconds() const {
        return static_cast<double>(std::clock() - m_startClock) / CLOCKS_PER_SEC;
    }

private:
    std::clock_t m_startClock = std::clock();
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

} // namespace beaconscope::bench
