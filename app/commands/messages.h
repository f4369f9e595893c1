// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"

#include <string>

namespace beaconscope::app {

/// Sets the name of the program, with which all messages begin. Call this before the first message,
/// on the main thread.
void nameInMessages(const std::string& program);

/// Prints one line to standard error that begins with the name of the program. Control characters
/// in `message` are escaped. Call this on the main thread.
void printMessage(const std::string& message);
void printError(const Error& error);

} // namespace beaconscope::app
