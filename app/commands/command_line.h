// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/commands/exit_code.h"
#include "core/input/read_options.h"
#include "core/series/grouping.h"
#include "core/simulate/scenario.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace beaconscope::app {

struct Program;

/// `beaconscope [FILE…]`: the window.
struct WindowCommand {
    std::vector<std::string> files;
    std::uint64_t maxMemory = 0; ///< see input::ReadOptions
    std::string screenshotPath;  ///< not empty: save a picture of the window, then quit
    std::string screenshotSize;  ///< "1440x900", empty: the default size
    std::string theme;           ///< "light", "dark", empty: the system's
};

/// `beaconscope report FILE…`
struct ReportCommand {
    std::vector<std::string> files;
    input::ReadOptions reading;
    std::string csvPath;           ///< empty: no CSV is written; "-": standard output
    std::string jsonPath;          ///< as csvPath
    std::string pdfPath;           ///< as csvPath
    std::string rulesPath;         ///< empty: the default rules
    std::string knownServicesPath; ///< empty: the list of the program
    std::string detector;          ///< empty: the default
    std::optional<series::Grouping> grouping;
    bool all = false;
    bool noHash = false;
    bool failOnFindings = false;
};

/// `beaconscope queries FILE…`
struct QueriesCommand {
    std::vector<std::string> files;
    input::ReadOptions reading;
};

/// `beaconscope simulate … -o FILE`
struct SimulateCommand {
    simulate::Scenario scenario;
    std::string outputPath;
};

using Command = std::variant<WindowCommand, ReportCommand, QueriesCommand, SimulateCommand>;

/// Returns the command that the arguments ask for. Prints a text and returns the exit code instead
/// if the arguments ask for help, cannot be understood, or ask for something that the program
/// cannot do. The help only lists what the program can do.
std::variant<Command, ExitCode> parseCommandLine(const Program& program, int argc, char** argv);

} // namespace beaconscope::app
