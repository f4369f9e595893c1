// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/commands/command_line.h"
#include "core/snapshot/snapshot.h"

#include <functional>
#include <string>

namespace beaconscope::app {

/// Returns the bytes of a PDF file with the report, or no bytes when it cannot be drawn.
using PdfDrawer = std::function<std::string(const snapshot::Snapshot&)>;

/// The name of a program and its functions that need Qt. Everything else is the same in both
/// programs.
struct Program {
    std::string name;                                   ///< its messages begin with this
    PdfDrawer drawPdf;                                  ///< null: the program writes no PDF
    std::function<int(const WindowCommand&)> runWindow; ///< null: it has no window
    /// Closes the window if there is one, and returns whether there is. Any thread may call it.
    std::function<bool()> quitWindow;
};

/// Does what the arguments ask for and returns the exit code of the process. Both programs call
/// this in `main`. It throws no exception.
int runProgram(const Program& program, int argc, char** argv);

} // namespace beaconscope::app
