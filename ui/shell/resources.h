// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace beaconscope::ui {

/// Makes the program's resources available: those of a static library are only there when somebody
/// asks for them. To be called before each use; costs nothing after the first time.
void initialiseResources();

} // namespace beaconscope::ui
