// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time_spans.h"
#include "core/input/clock_steps.h"
#include "core/input/file_times.h"
#include "core/input/line_problem.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace beaconscope::input {

/// What is known about one file of a capture.
struct FileFacts {
    std::string path;                   ///< of a file in an archive: "lesson.zip/lesson/a.pcap"
    std::string archive;                ///< the path of that archive; empty for a file on disk
    std::string format;                 ///< "pcap, nanoseconds, little-endian, Ethernet"
    std::optional<std::uint64_t> bytes; ///< nullopt when not known, as for a pipe
    std::uint64_t packets = 0;          ///< number of packets, or of lines for a log
    bool isLog = false;                 ///< true: a log of DNS transactions, without packets
    std::string sha256;                 ///< lower-case hex; empty when it is not computed yet
    bool isOfFolder = false;            ///< the user gave a folder, and this lies in it
    bool opened = true;                 ///< false: it could not be read at all
    bool complete = true;               ///< false: it was read only in part
    std::string problem;                ///< why it was not opened or not complete; see problemOf()
    bool needsPassword = false;         ///< not opened, for the user has to give its password
    std::uint64_t copies = 0;           ///< lines of a log that were there before; not in `packets`
    std::uint64_t firstCopy = 0;        ///< number of the first of them
    std::vector<LineProblem> lineProblems; ///< lines of a log that were not read in full
    std::uint64_t withoutTime = 0;         ///< how many of its packets have no time
    TimeSpans captured;                    ///< see FileTimes
    std::optional<StrayTimes> strays;      ///< packets outside `captured`
    std::vector<ClockStep> clockSteps;     ///< places where its clock was set back
    std::uint64_t disorder = 0;            ///< see ClockSteps and LogClockSteps
};

/// Says for people why a file was not read to its end and how much of it is kept. Empty for a file
/// that was read to its end.
std::string problemOf(const FileFacts& file);

/// Returns the path of the file on disk that holds it: of its archive, or its own.
inline const std::string& pathOnDisk(const FileFacts& file) {
    return file.archive.empty() ? file.path : file.archive;
}

/// Returns whether these are the facts of an archive that could not be searched to its end, and not
/// those of a file in it.
inline bool isArchive(const FileFacts& file) {
    return file.archive == file.path && !file.path.empty();
}

/// A file of a folder that is not read, because it is no capture or there are too many.
struct LeftOutFile {
    std::string path;
    std::string reason; ///< for people
};

} // namespace beaconscope::input
