// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace beaconscope::engine {

/// Returns why a load must end, when the process takes so much memory that the analysis of more
/// packets might not fit: "it fills 1.2 GB of memory, and …". Empty while there is room.
/// `maxMemory` is ReadOptions::maxMemory.
std::optional<std::string> whyMemoryIsFull(std::uint64_t maxMemory);

} // namespace beaconscope::engine
