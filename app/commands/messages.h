// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"

#include <string>

namespace beaconscope::app {

/// Sets the name of the program that the messages begin with. To be called before any of them, on
/// the main thread.
void nameInMessages(const std::string& program);

/// A line on standard error that names the program; safe whatever `message` holds. Main thread.
void printMessage(const std::string& message);
void printError(const Error& error);

} // namespace beaconscope::app
