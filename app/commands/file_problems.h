// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/commands/exit_code.h"
#include "core/snapshot/capture_facts.h"

#include <span>

namespace beaconscope::app {

/// Prints a line to standard error for every file that was not read, or not to its end, and
/// returns the code that tells of the worst.
ExitCode reportFileProblems(std::span<const input::FileFacts> files);

/// Prints a line to standard error about files in folders that are no captures, if there are any.
void reportLeftOut(std::span<const input::LeftOutFile> files);

} // namespace beaconscope::app
