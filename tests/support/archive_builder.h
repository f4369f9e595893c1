// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/packet_builder.h"

#include <string>
#include <vector>

namespace beaconscope::testing {

enum class ArchiveFormat : std::uint8_t {
    Zip,
    ZipWithPassword,
    ZipWithAes,
    Tar,
    SevenZip,
    OneStream
};
enum class ArchiveFilter : std::uint8_t { None, Gzip, Zstd, Xz, Bzip2 };

struct NamedBytes {
    std::string name;
    Bytes bytes;
};

/// Returns an archive in memory. OneStream is the first file alone, behind the filter.
Bytes archiveOf(const std::vector<NamedBytes>& files, ArchiveFormat format,
                ArchiveFilter filter = ArchiveFilter::None, const std::string& password = {});

} // namespace beaconscope::testing
