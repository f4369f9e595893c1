// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/command_line.h"
#include "app/commands.h"
#include "core/base/platform.h"

#include <cstdio>
#include <exception>
#include <variant>

using namespace beaconscope::app;

namespace {

struct Runner {
    int& argc;
    char** argv;

    int operator()(const WindowCommand& command) const { return runWindow(command, argc, argv); }
    int operator()(const ReportCommand& command) const {
        return toInt(runReport(command, argc, argv));
    }
    int operator()(const QueriesCommand& command) const { return toInt(runQueries(command)); }
    int operator()(const SimulateCommand& command) const { return toInt(runSimulate(command)); }
};

int run(int argc, char** argv) {
    const auto parsed = parseCommandLine(argc, argv);
    if (const auto* code = std::get_if<ExitCode>(&parsed))
        return toInt(*code);
    return std::visit(Runner{argc, argv}, std::get<Command>(parsed));
}

} // namespace

int main(int argc, char** argv) {
    beaconscope::platform::keepFreedMemory();
    try {
        return run(argc, argv);
    } catch (const std::exception& exception) { // no memory, most likely
        std::fprintf(stderr, "beaconscope: %s\n", exception.what());
        return toInt(ExitCode::Unreadable);
    }
}
