// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/words/by_file.h"

#include "core/base/text.h"

#include <fmt/core.h>

namespace beaconscope::words {

std::string byFile(const input::CountsByFile& files, std::uint64_t total,
                   const std::vector<std::string>& names) {
    if (names.size() < 2 || total < 2)
        return {};
    std::string list;
    std::uint64_t named = 0;
    for (const auto& [file, count] : files.counts()) {
        if (file >= names.size())
            continue;
        list += fmt::format("{} {} {}", list.empty() ? "" : ",", names[file], withThousands(count));
        named += count;
        if (count == total)
            return fmt::format(" All are in {}.", names[file]);
    }
    if (list.empty())
        return {};
    if (named < total)
        list += fmt::format(", others {}", withThousands(total - named));
    return fmt::format(" By file:{}.", list);
}

} // namespace beaconscope::words
