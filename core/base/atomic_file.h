// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"

#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

namespace beaconscope {

/// Writes a file so that its old content stays until the new one is complete: to a temporary name
/// beside it, flushed to disk, then renamed. On failure (a full disk, no permission) the temporary
/// file is removed, the old file is as it was, and the Error says what happened.
///
/// `write` reports a failure of its own by setting the stream's badbit. A replaced file hands its
/// permissions on; a symbolic link stays and its target is replaced; a write-protected file is
/// refused. A device or pipe cannot be replaced and is written directly.
std::optional<Error> writeFileAtomically(const std::string& path,
                                         const std::function<void(std::ostream&)>& write);

} // namespace beaconscope
