// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/commands.h"
#include "app/commands/messages.h"
#include "core/base/text.h"
#include "core/simulate/simulated_capture.h"

#include <fmt/core.h>

#include <iostream>

namespace beaconscope::app {

ExitCode runSimulate(const SimulateCommand& command) {
    const auto packets = simulate::writeCaptureFile(command.scenario, command.outputPath);
    if (!packets) {
        printError(packets.error());
        return ExitCode::NotWritten;
    }
    std::cerr << fmt::format("{}: {}\n", escapeForTerminal(command.outputPath),
                             counted(*packets, "packet", "packets"));
    return ExitCode::Done;
}

} // namespace beaconscope::app
