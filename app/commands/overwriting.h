// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/commands/command_line.h"

#include <optional>
#include <string>

namespace beaconscope::app {

// Says which two files of a command are one and the same, of which an output would destroy the
// other; nothing when there are none. No file is changed.

std::optional<std::string> overwritingOf(const ReportCommand& command);
std::optional<std::string> overwritingOf(const WindowCommand& command);

} // namespace beaconscope::app
