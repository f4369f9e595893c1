// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/commands/command_line.h"

#include <optional>
#include <string>

namespace beaconscope::app {

// These return a message if an output of the command is the same file as an input or another
// output, so that writing it would destroy the other. Otherwise they return nothing. They change no
// file.

std::optional<std::string> overwritingOf(const ReportCommand& command);
std::optional<std::string> overwritingOf(const WindowCommand& command);

} // namespace beaconscope::app
