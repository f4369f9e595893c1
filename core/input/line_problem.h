// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace beaconscope::input {

/// What a problem with lines of a log costs.
enum class LineLoss : std::uint8_t {
    Line,     ///< the lines are not read
    Field,    ///< the lines count, without one of their fields
    OtherLog, ///< nothing: the lines belong to a log of something else than DNS
};

/// Lines of one log that were not read in full for the same cause.
struct LineProblem {
    LineLoss loss = LineLoss::Line;
    std::string cause; ///< for people: "a line whose ts cannot be read", "rtt", "conn"
    std::uint64_t count = 0;
    std::uint64_t firstLine = 0;
    std::uint64_t firstOffset = 0; ///< of that line, in the decompressed file
    std::string example;           ///< what stands there, without control characters
};

/// Counts the problems of one log. Keeps at most kMaxCauses of them, so that hostile lines cannot
/// fill it; further causes count as one.
class LineProblems {
public:
    static constexpr std::size_t kMaxCauses = 20;
    static constexpr std::size_t kMaxExampleBytes = 80;

    struct Place {
        std::uint64_t line = 0;
        std::uint64_t offset = 0;
    };

    void add(LineLoss loss, std::string_view cause, Place place, std::string_view example);

    const std::vector<LineProblem>& list() const { return m_list; }

private:
    std::vector<LineProblem> m_list;
};

/// Returns how many lines of a list had this loss.
std::uint64_t countOf(const std::vector<LineProblem>& problems, LineLoss loss);
/// Returns the first problem with this loss in the file; null if there is none.
const LineProblem* firstOf(const std::vector<LineProblem>& problems, LineLoss loss);

} // namespace beaconscope::input
