// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/command_line.h"
#include "app/exit_code.h"

namespace beaconscope::app {

// One file a command. Each prints its messages to standard error and returns what to exit with.

ExitCode runQueries(const QueriesCommand& command);
ExitCode runSimulate(const SimulateCommand& command);
/// These need Qt and start an application object of their own.
ExitCode runReport(const ReportCommand& command, int& argc, char** argv);
int runWindow(const WindowCommand& command, int& argc, char** argv);

} // namespace beaconscope::app
