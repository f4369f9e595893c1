// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace beaconscope::input {

/// What is known of one file of a capture.
struct FileFacts {
    std::string path;
    std::string format;                 ///< "pcap, nanoseconds, little-endian, Ethernet"
    std::optional<std::uint64_t> bytes; ///< none: not known, as of a pipe
    std::uint64_t packets = 0;          ///< or, of a log, lines
    bool isLog = false;                 ///< of DNS transactions, instead of packets
    std::string sha256;                 ///< lower-case hex; empty: not computed (yet)
    bool opened = true;                 ///< false: it could not be read at all
    bool complete = true;               ///< false: read in part; a notice says up to where
    std::string problem; ///< when not opened or not complete: what and where; see problemOf()
};

/// What is wrong with a file that was not read, or only in part, and what is kept of it: for
/// people. Empty for a file that was read to its end.
std::string problemOf(const FileFacts& file);

/// A file that was found in a folder and is no capture that can be read.
struct LeftOutFile {
    std::string path;
    std::string reason; ///< for people
};

} // namespace beaconscope::input
