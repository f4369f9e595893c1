// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands/messages.h"

#include "core/base/text.h"

#include <iostream>

namespace beaconscope::app {

namespace {

std::string& programName() {
    static std::string name;
    return name;
}

} // namespace

void nameInMessages(const std::string& program) {
    programName() = program;
}

void printMessage(const std::string& message) {
    std::cerr << programName() << ": " << escapeForTerminal(message) << '\n';
}

void printError(const Error& error) {
    printMessage(describe(error));
}

} // namespace beaconscope::app
