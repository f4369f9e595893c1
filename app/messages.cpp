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
