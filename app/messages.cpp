// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/messages.h"

#include "core/base/text.h"

#include <iostream>

namespace beaconscope::app {

void printMessage(const std::string& message) {
    std::cerr << "beaconscope: " << escapeForTerminal(message) << '\n';
}

void printError(const Error& error) {
    printMessage(describe(error));
}

} // namespace beaconscope::app
