// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"

#include <string>

namespace beaconscope {

/// Reads a file that people write by hand. Fails for a folder, for a file that cannot be read, and
/// for one that is far too large to be written by hand. The error names the path.
Result<std::string> readTextFile(const std::string& path);

} // namespace beaconscope
