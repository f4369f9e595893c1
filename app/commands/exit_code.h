// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace beaconscope::app {

/// The exit codes of the program. Scripts rely on them, so they are part of its interface (see the
/// man page).
enum class ExitCode : int {
    Done = 0,
    Findings = 1,   ///< there are findings, and --fail-on-findings asked for this
    Usage = 2,      ///< the command line cannot be understood
    Unreadable = 3, ///< a capture cannot be read, or a file of rules or services not used
    ReadInPart = 4, ///< a file was read in part; results are kept
    NotWritten = 5, ///< an output could not be written
};

constexpr int toInt(ExitCode code) {
    return static_cast<int>(code);
}

} // namespace beaconscope::app
