// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace beaconscope::input {

/// In which files of a capture something occurred, and how often. Names the first kMaxFiles in
/// which it did; those after them are only counted in the total that the owner keeps.
class CountsByFile {
public:
    static constexpr std::size_t kMaxFiles = 10;

    struct Count {
        std::uint16_t file = 0; ///< index of the file in the capture
        std::uint64_t count = 0;

        bool operator==(const Count&) const = default;
    };

    void add(std::uint16_t file, std::uint64_t count = 1) {
        const auto found = std::ranges::find(m_counts, file, &Count::file);
        if (found != m_counts.end())
            found->count += count;
        else if (m_counts.size() < kMaxFiles)
            m_counts.push_back({file, count});
    }
    void add(const CountsByFile& other) {
        for (const Count& one : other.m_counts)
            add(one.file, one.count);
    }

    /// Returns them in the order in which they occurred.
    const std::vector<Count>& counts() const { return m_counts; }

    bool operator==(const CountsByFile&) const = default;

private:
    std::vector<Count> m_counts;
};

} // namespace beaconscope::input
