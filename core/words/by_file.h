// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/counts_by_file.h"

#include <cstdint>
#include <string>
#include <vector>

namespace beaconscope::words {

/// Returns in which files a count of `total` is, as a sentence with a blank before it: " By file:
/// one.pcap 12, two.pcap 3." Empty if only one file is open, or if `total` is 1: a text that names
/// the first place says it all then. `names` are those of snapshot::fileNames().
std::string byFile(const input::CountsByFile& files, std::uint64_t total,
                   const std::vector<std::string>& names);

} // namespace beaconscope::words
