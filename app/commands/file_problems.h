// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/commands/exit_code.h"
#include "core/snapshot/capture_facts.h"

#include <span>

namespace beaconscope::app {

/// Prints one line to standard error for every file that was not read, or not read to its end.
/// Returns the exit code for the worst of them.
ExitCode reportFileProblems(std::span<const input::FileFacts> files);

/// Prints one line to standard error if folders held files that are not captures.
void reportLeftOut(std::span<const input::LeftOutFile> files);

} // namespace beaconscope::app
