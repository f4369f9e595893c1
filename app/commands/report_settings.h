// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/commands/command_line.h"
#include "core/snapshot/snapshot.h"

#include <variant>

namespace beaconscope::app {

/// Returns the settings of a report command. If a file of rules or services cannot be used, or if
/// options contradict each other, prints a message and returns the exit code instead.
std::variant<snapshot::AnalysisSettings, ExitCode> settingsFor(const ReportCommand& command);

} // namespace beaconscope::app
