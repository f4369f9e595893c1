// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>

namespace beaconscope::app {

/// The version in CMakeLists.txt and, when the program was built in a git checkout, the commit:
/// "0.1.0+git.1a2b3c4d5e", else "0.1.0". One word, so that scripts can take it apart.
std::string versionText();

} // namespace beaconscope::app
