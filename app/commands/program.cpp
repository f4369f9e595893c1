// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/program.h"

#include "app/commands/commands.h"
#include "app/commands/messages.h"
#include "core/base/platform.h"

#include <cstdio>
#include <exception>
#include <variant>

namespace beaconscope::app {

namespace {

struct Runner {
    const Program& program;

    int operator()(const WindowCommand& command) const { return program.runWindow(command); }
    int operator()(const ReportCommand& command) const {
        return toInt(runReport(command, program.drawPdf));
    }
    int operator()(const QueriesCommand& command) const { return toInt(runQueries(command)); }
    int operator()(const SimulateCommand& command) const { return toInt(runSimulate(command)); }
};

int run(const Program& program, int argc, char** argv) {
    nameInMessages(program.name);
    const auto parsed = parseCommandLine(program, argc, argv);
    if (const auto* code = std::get_if<ExitCode>(&parsed))
        return toInt(*code);
    return std::visit(Runner{program}, std::get<Command>(parsed));
}

} // namespace

int runProgram(const Program& program, int argc, char** argv) {
    platform::keepFreedMemory();
    try {
        return run(program, argc, argv);
    } catch (const std::exception& exception) { // most likely there is no memory left
        std::fprintf(stderr, "%s: %s\n", program.name.c_str(), exception.what());
        return toInt(ExitCode::Unreadable);
    }
}

} // namespace beaconscope::app
