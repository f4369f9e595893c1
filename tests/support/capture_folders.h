// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <vector>

namespace beaconscope::testing {

/// Folder of the captures that come with the tests.
std::string ownCaptures();

/// ownCaptures() first, then, where there is one, a folder of real captures: BEACONSCOPE_CAPTURES,
/// else one beside the source tree.
std::vector<std::string> captureFolders();

/// Folder of small inputs of everyday trouble, which need not exist: BEACONSCOPE_FIELD, else one
/// beside the source tree.
std::string fieldFolder();

/// Path of a capture in a folder, which may have the ending of a compression behind its name.
/// Empty when there is none.
std::string captureFile(const std::string& folder, const std::string& name);

} // namespace beaconscope::testing
