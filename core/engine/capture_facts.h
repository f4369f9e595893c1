// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"
#include "core/capture/encrypted_dns.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace beaconscope::engine {

enum class Severity : std::uint8_t { Information, Warning, Error };

/// Something the user should know about the capture. `id` is stable ("truncated_file").
struct Notice {
    std::string id;
    Severity severity = Severity::Information;
    std::string title;   ///< a few words, for a chip: "File cut off"
    std::string details; ///< what, where (packet, byte offset), what was kept
};

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

struct SkippedCount {
    std::string id;          ///< "malformed_dns"
    std::string description; ///< for people, after the count: "malformed DNS messages"
    std::uint64_t count = 0;
    std::uint64_t firstPacket = 0;
    std::uint64_t firstOffset = 0;
};

/// A file that was found in a folder and is no capture that can be read.
struct LeftOutFile {
    std::string path;
    std::string reason; ///< for people
};

/// What is known of a capture as a whole.
struct CaptureFacts {
    std::vector<std::string> paths; ///< as asked for: files and folders
    std::vector<FileFacts> files;
    std::vector<LeftOutFile> leftOut;
    /// Of the earliest and the latest packet, whatever its protocol; empty without packets.
    std::optional<Timestamp> first;
    std::optional<Timestamp> last;
    std::uint64_t packets = 0; ///< and lines of logs, see recordsOf()
    std::uint64_t dnsMessages = 0;
    std::uint64_t queries = 0;                          ///< messages
    std::uint64_t responses = 0;                        ///< messages
    std::vector<capture::EncryptedDnsUse> encryptedDns; ///< by client; what cannot be seen
    std::uint64_t encryptedFlowsOfOthers = 0; ///< of clients beyond those that are told apart
    std::vector<SkippedCount> skipped;        ///< only reasons that occurred
    std::vector<Notice> notices;
};

/// What the files of a capture consist of.
enum class Records : std::uint8_t { Packets, Lines, PacketsAndLines };
Records recordsOf(const CaptureFacts& capture);

} // namespace beaconscope::engine
