// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"

#include <string>

namespace beaconscope {

/// The content of a file that people write by hand. A folder, a file that cannot be read, and one
/// that is far too large to be such a file are errors; they name the path.
Result<std::string> readTextFile(const std::string& path);

} // namespace beaconscope
