// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/program.h"

#include "app/commands/commands.h"
#include "app/commands/messages.h"
#include "core/base/platform.h"
#include "core/base/platform_signals.h"

#include <cstdio>
#include <exception>
#include <new>
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

/// Runs on a thread of its own. Returns whether the program ends by itself.
bool endBy(const char* signal, const Program& program) {
    if (program.quitWindow && program.quitWindow())
        return true;
    std::fprintf(stderr, "%s: Ended by %s; what was not yet written is not there\n",
                 program.name.c_str(), signal);
    return false;
}

} // namespace

int runProgram(const Program& program, int argc, char** argv) {
    try {
        platform::keepFreedMemory();
        platform::raiseOpenFileLimit();
        platform::watchSignals([&program](const char* signal) { return endBy(signal, program); });
        return run(program, argc, argv);
    } catch (const std::bad_alloc&) {
        std::fprintf(stderr, "%s: There is not enough memory; nothing was analysed\n",
                     program.name.c_str());
        return toInt(ExitCode::Unreadable);
    } catch (const std::exception& exception) {
        std::fprintf(stderr, "%s: %s\n", program.name.c_str(), exception.what());
        return toInt(ExitCode::Unreadable);
    }
}

} // namespace beaconscope::app
