#pragma once

#include "app/exit_code.h"
#include "core/engine/capture_facts.h"

#include <span>

namespace beaconscope::app {

/// Prints a line to standard error for every file that was not read, or not to its end, and
/// returns the code that tells of the worst.
ExitCode reportFileProblems(std::span<const engine::FileFacts> files);

} // namespace beaconscope::app
