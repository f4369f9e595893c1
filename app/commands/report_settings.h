// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/commands/command_line.h"
#include "core/snapshot/snapshot.h"

#include <variant>

namespace beaconscope::app {

/// The settings that a report is asked for with; or, after a message, the code to exit with when a
/// file of them cannot be used or they do not go together.
std::variant<snapshot::AnalysisSettings, ExitCode> settingsFor(const ReportCommand& command);

} // namespace beaconscope::app
