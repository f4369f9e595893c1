// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/bench/figures.h"

#include <string>

namespace beaconscope::bench {

// Each is called in a process of its own, so that peaks of memory do not mix.

/// pcap_next_ex() over the whole file, doing nothing: the floor that every reader stands on.
Figures measureEmptyLoop(const std::string& path);

/// Reading and analysing one after the other, without anybody watching.
Figures measurePhases(const std::string& path);

/// The load as the window starts it: on the engine's threads, with provisional snapshots.
Figures measureEngine(const std::string& path);

/// What edits cost on a loaded capture, by kind of edit: elapsed milliseconds, and those of all
/// processors together, which other programs do not lengthen.
Figures measureEdits(const std::string& path);

/// The window opening the capture: how long the UI thread could not answer, in elapsed time.
Figures measureWindow(const std::string& path);

} // namespace beaconscope::bench
