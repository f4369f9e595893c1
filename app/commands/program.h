// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/commands/command_line.h"
#include "core/snapshot/snapshot.h"

#include <functional>
#include <string>

namespace beaconscope::app {

/// Returns the bytes of a PDF file with the report, or none when it cannot be drawn.
using PdfDrawer = std::function<std::string(const snapshot::Snapshot&)>;

/// What a program is called, and what it can do that needs Qt. Everything else is the same in both
/// programs.
struct Program {
    std::string name;                                   ///< that its messages begin with
    PdfDrawer drawPdf;                                  ///< null: the program writes no PDF
    std::function<int(const WindowCommand&)> runWindow; ///< null: it has no window
};

/// Carries out what the arguments ask for and returns the exit code of the process. The `main` of
/// both programs; lets no exception out.
int runProgram(const Program& program, int argc, char** argv);

} // namespace beaconscope::app
