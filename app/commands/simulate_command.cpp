// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/commands.h"
#include "app/commands/messages.h"
#include "core/base/text.h"
#include "core/simulate/simulated_capture.h"

#include <fmt/core.h>

#include <iostream>

namespace beaconscope::app {

namespace {

/// Returns the number of packets.
Result<std::uint64_t> write(const SimulateCommand& command) {
    if (command.outputPath != "-")
        return simulate::writeCaptureFile(command.scenario, command.outputPath);
    if (auto error = simulate::validate(command.scenario))
        return *error;
    const std::uint64_t packets = simulate::writeCapture(command.scenario, std::cout, {});
    if (!std::cout.flush())
        return Error{"Standard output could not be written", {}, {}};
    return packets;
}

} // namespace

ExitCode runSimulate(const SimulateCommand& command) {
    const auto packets = write(command);
    if (!packets) {
        printError(packets.error());
        return ExitCode::NotWritten;
    }
    const std::string target =
        command.outputPath == "-" ? "standard output" : escapeForTerminal(command.outputPath);
    std::cerr << fmt::format("{}: {}\n", target, counted(*packets, "packet", "packets"));
    return ExitCode::Done;
}

} // namespace beaconscope::app
