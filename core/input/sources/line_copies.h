// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/packet.h"

#include <cstddef>
#include <cstdint>
#include <unordered_map>

namespace beaconscope::input {

/// Finds lines of logs that were there before: rotations overlap, and the running log lies beside
/// the archived one. A line is known by its time, flow, transaction, name and type.
///
/// A line with the id of its flow and a time finer than a second is a copy wherever it comes again.
/// Without these two queries may look alike, so such a line is a copy only if another file has it,
/// and at least as often. Looks back over kMaxLines to 2 * kMaxLines lines, so memory is bounded.
class LineCopies {
public:
    static constexpr std::size_t kMaxLines = std::size_t{1} << 18U;

    explicit LineCopies(std::size_t maxLines = kMaxLines)
        : m_maxLines(maxLines) {}

    /// Whether a line of a log was there before. Call this once for each line, in the order in
    /// which they are read.
    bool isCopy(const Packet& line);

private:
    using Counts = std::unordered_map<std::uint64_t, std::uint32_t>; ///< by seeded hash

    std::uint32_t& countOf(std::uint64_t key);

    std::size_t m_maxLines;
    Counts m_recent;
    Counts m_older; ///< those before m_recent
};

} // namespace beaconscope::input
