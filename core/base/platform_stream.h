// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <optional>
#include <span>

namespace beaconscope::platform {

struct CloseFile {
    void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};
using FilePtr = std::unique_ptr<std::FILE, CloseFile>;

/// Fills the span with the next bytes and returns their number; 0 at the end. Must not throw.
using ReadBytes = std::function<std::size_t(std::span<std::byte>)>;

/// Opens a C stream whose content comes from `read`, for libraries that read only from C streams.
/// It cannot seek. Returns null when memory is short. The stream owns `read` until it is closed.
FilePtr openReadFunction(ReadBytes read);

/// Returns the number of bytes of a file on disk; nullopt for anything else. Its position stays.
std::optional<std::uint64_t> fileSize(std::FILE* file);
/// Goes to a place in a file. Returns false when it cannot.
bool seekFile(std::FILE* file, std::uint64_t offset);

} // namespace beaconscope::platform
