// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time_spans.h"
#include "core/input/clock_steps.h"
#include "core/input/file_times.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace beaconscope::input {

/// What is known about one file of a capture.
struct FileFacts {
    std::string path;
    std::string format;                 ///< "pcap, nanoseconds, little-endian, Ethernet"
    std::optional<std::uint64_t> bytes; ///< nullopt when not known, as for a pipe
    std::uint64_t packets = 0;          ///< number of packets, or of lines for a log
    bool isLog = false;                 ///< true: a log of DNS transactions, without packets
    std::string sha256;                 ///< lower-case hex; empty when it is not computed yet
    bool opened = true;                 ///< false: it could not be read at all
    bool complete = true;               ///< false: it was read only in part
    std::string problem;                ///< why it was not opened or not complete; see problemOf()
    TimeSpans captured;                 ///< see FileTimes
    std::optional<StrayTimes> strays;   ///< packets outside `captured`
    std::vector<ClockStep> clockSteps;  ///< places where its clock was set back
    std::uint64_t disorder = 0;         ///< see ClockSteps; 0 for a log, which need not be in order
};

/// Says for people why a file was not read to its end and how much of it is kept. Empty for a file
/// that was read to its end.
std::string problemOf(const FileFacts& file);

/// A file of a folder that is not read, because it is no capture or there are too many.
struct LeftOutFile {
    std::string path;
    std::string reason; ///< for people
};

} // namespace beaconscope::input
