// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/program.h"
#include "app/pdf_drawing.h"
#include "app/window_command.h"

using namespace beaconscope;

/// `beaconscope`: the window, and all commands.
int main(int argc, char** argv) {
    app::Program program;
    program.name = "beaconscope";
    program.drawPdf = [&](const snapshot::Snapshot& snapshot) {
        return app::drawPdf(snapshot, argc, argv);
    };
    program.runWindow = [&](const app::WindowCommand& command) {
        return app::runWindow(command, argc, argv);
    };
    program.quitWindow = app::quitWindow;
    return app::runProgram(program, argc, argv);
}
