// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/commands/command_line.h"
#include "app/commands/exit_code.h"
#include "app/commands/program.h"

namespace beaconscope::app {

// Each command has one file. It prints its messages to standard error and returns the exit code.

ExitCode runQueries(const QueriesCommand& command);
ExitCode runSimulate(const SimulateCommand& command);
/// `drawPdf` may be null if the command does not ask for a PDF.
ExitCode runReport(const ReportCommand& command, const PdfDrawer& drawPdf);

} // namespace beaconscope::app
