// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <stop_token>
#include <string>

namespace beaconscope {

/// How writing a file ended when it did not fail.
enum class FileWritten : std::uint8_t {
    Complete,
    Stopped, ///< no file was replaced
};

/// Writes a file so that its old content stays until the new content is complete: writes to a
/// temporary file beside it, flushes that to disk, then renames it. On failure (a full disk, no
/// permission) it removes the temporary file, leaves the old file as it was and returns the Error.
/// It does the same and returns Stopped when `stop` is requested before the rename.
///
/// `write` reports a failure of its own by setting the stream's badbit. It has to look at `stop`
/// itself, and may leave the content unfinished then. The new file gets the permissions of the file
/// it replaces; a symbolic link stays and its target is replaced; a write-protected file is
/// refused. A device or pipe cannot be replaced and is written directly.
Result<FileWritten> writeFileAtomically(const std::string& path,
                                        const std::function<void(std::ostream&)>& write,
                                        const std::stop_token& stop);

/// The same, for content that is written without being stopped.
std::optional<Error> writeFileAtomically(const std::string& path,
                                         const std::function<void(std::ostream&)>& write);

/// The same, for a file that only its owner may read and write (mode 0600), whatever the
/// permissions of the file it replaces are.
std::optional<Error> writePrivateFileAtomically(const std::string& path,
                                                const std::function<void(std::ostream&)>& write);

} // namespace beaconscope
