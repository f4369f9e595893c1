// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace beaconscope::ui {

/// Makes the program's resources available. Call it before each use: the linker leaves the
/// resources of a static library out unless some code refers to them. Only the first call costs
/// anything.
void initialiseResources();

} // namespace beaconscope::ui
