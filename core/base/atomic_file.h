// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"

#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

namespace beaconscope {

/// Writes a file so that its old content stays until the new content is complete: writes to a
/// temporary file beside it, flushes that to disk, then renames it. On failure (a full disk, no
/// permission) it removes the temporary file, leaves the old file as it was and returns the Error.
///
/// `write` reports a failure of its own by setting the stream's badbit. The new file gets the
/// permissions of the file it replaces; a symbolic link stays and its target is replaced; a
/// write-protected file is refused. A device or pipe cannot be replaced and is written directly.
std::optional<Error> writeFileAtomically(const std::string& path,
                                         const std::function<void(std::ostream&)>& write);

} // namespace beaconscope
