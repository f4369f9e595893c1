// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdio>
#include <functional>
#include <memory>
#include <span>

namespace beaconscope::platform {

struct CloseFile {
    void operator()(std::FILE* file) const noexcept { std::fclose(file); }
};
using FilePtr = std::unique_ptr<std::FILE, CloseFile>;

/// Fills the bytes it is given and says how many there were; 0 at the end. Must not throw.
using ReadBytes = std::function<std::size_t(std::span<std::byte>)>;

/// A C stream whose content comes from `read`, for libraries that read from nothing else. It
/// cannot seek. Null when there is no memory for it. `read` lives until the stream is closed.
FilePtr openReadFunction(ReadBytes read);

} // namespace beaconscope::platform
