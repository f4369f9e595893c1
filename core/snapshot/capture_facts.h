// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"
#include "core/input/file_facts.h"
#include "core/network/encrypted_dns.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace beaconscope::snapshot {

enum class Severity : std::uint8_t { Information, Warning, Error };

/// Something the user should know about the capture. `id` is stable ("truncated_file").
struct Notice {
    std::string id;
    Severity severity = Severity::Information;
    std::string title;   ///< a few words, for a chip: "File cut off"
    std::string details; ///< what, where (packet, byte offset), what was kept
};

struct SkippedCount {
    std::string id;          ///< "malformed_dns"
    std::string description; ///< for people, after the count: "malformed DNS messages"
    std::uint64_t count = 0;
    std::uint64_t firstPacket = 0;
    std::uint64_t firstOffset = 0;
};

/// What is known of a capture as a whole.
struct CaptureFacts {
    std::vector<std::string> paths; ///< as asked for: files and folders
    std::vector<input::FileFacts> files;
    std::vector<input::LeftOutFile> leftOut;
    /// Of the earliest and the latest packet, whatever its protocol; empty without packets.
    std::optional<Timestamp> first;
    std::optional<Timestamp> last;
    std::uint64_t packets = 0; ///< and lines of logs, see recordsOf()
    std::uint64_t dnsMessages = 0;
    std::uint64_t queries = 0;                          ///< messages
    std::uint64_t responses = 0;                        ///< messages
    std::vector<network::EncryptedDnsUse> encryptedDns; ///< by client; what cannot be seen
    std::uint64_t encryptedFlowsOfOthers = 0; ///< of clients beyond those that are told apart
    std::vector<SkippedCount> skipped;        ///< only reasons that occurred
    std::vector<Notice> notices;
};

/// What the files of a capture consist of.
enum class Records : std::uint8_t { Packets, Lines, PacketsAndLines };
Records recordsOf(const CaptureFacts& capture);

} // namespace beaconscope::snapshot
