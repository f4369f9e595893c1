// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/program.h"

/// `beaconscope-cli`: the commands that need no Qt.
int main(int argc, char** argv) {
    beaconscope::app::Program program;
    program.name = "beaconscope-cli";
    return beaconscope::app::runProgram(program, argc, argv);
}
