// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/commands/command_line.h"

namespace beaconscope::app {

/// Shows the window, and returns the exit code when the window is closed. Creates an application
/// object; `argc` must outlive it.
int runWindow(const WindowCommand& command, int& argc, char** argv);

/// Closes the window in order, with its settings kept, and returns whether there is a window. Any
/// thread may call it.
bool quitWindow();

} // namespace beaconscope::app
