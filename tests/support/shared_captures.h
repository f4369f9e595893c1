// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>

namespace beaconscope::testing {

/// Folder of the real captures: BEACONSCOPE_CAPTURES, else one beside the source tree. Empty when
/// there is none; tests that need it skip then.
std::string sharedCaptures();

} // namespace beaconscope::testing
