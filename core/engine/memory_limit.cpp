// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/memory_limit.h"

#include "core/base/platform_memory.h"

#include <fmt/core.h>

namespace beaconscope::engine {

namespace {

/// What was read may take this share of the memory. The analysis takes up to 1.3 times as much
/// again.
constexpr double kShareOfReading = 0.4;
constexpr double kDefaultMemoryShare = 0.75;

/// "8.1 GB", "120 MB"
std::string memoryText(double bytes) {
    constexpr double kGigabyte = 1e9;
    constexpr double kMegabyte = 1e6;
    return bytes < kGigabyte ? fmt::format("{:.0f} MB", bytes / kMegabyte)
                             : fmt::format("{:.1f} GB", bytes / kGigabyte);
}

} // namespace

std::optional<std::string> whyMemoryIsFull(std::uint64_t maxMemory) {
    const platform::MemoryUse memory = platform::memoryUse();
    const double limit = maxMemory > 0 ? static_cast<double>(maxMemory)
                                       : kDefaultMemoryShare * static_cast<double>(memory.limit);
    const auto used = static_cast<double>(memory.used);
    if (used < kShareOfReading * limit)
        return std::nullopt;
    return fmt::format("it fills {} of memory, and the analysis of more might not fit into {}",
                       memoryText(used), memoryText(limit));
}

} // namespace beaconscope::engine
