// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/text_file.h"

#include "core/base/platform.h"

#include <fmt/core.h>

#include <cerrno>
#include <cstdint>
#include <fstream>
#include <system_error>

namespace beaconscope {

namespace {

std::string whyNotOpened(const std::string& path, int cause) {
    const std::string message = fmt::format("Could not read {}", path);
    return cause == 0 ? message : message + ": " + std::generic_category().message(cause);
}

} // namespace

Result<std::string> readTextFile(const std::string& path) {
    constexpr std::uintmax_t kMaxBytes = 64ULL * 1024ULL * 1024ULL;
    if (platform::fileKind(path) == platform::FileKind::Directory)
        return Error{fmt::format("{} is a directory", path), {}, {}};
    if (platform::fileKind(path) == platform::FileKind::Missing)
        return Error{fmt::format("{} does not exist", path), {}, {}};
    errno = 0; // the standard does not promise that opening a stream sets it
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return Error{whyNotOpened(path, errno), {}, {}};
    std::string text;
    std::string piece(65'536, '\0');
    while (file && text.size() <= kMaxBytes) {
        file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        text.append(piece, 0, static_cast<std::size_t>(file.gcount()));
    }
    if (file.bad())
        return Error{fmt::format("Could not read {} to its end", path), {}, {}};
    if (text.size() > kMaxBytes)
        return Error{fmt::format("{} is too large", path), {}, {}};
    return text;
}

} // namespace beaconscope
