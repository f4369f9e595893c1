// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"
#include "core/base/time_spans.h"
#include "core/input/counts_by_file.h"
#include "core/input/file_facts.h"
#include "core/network/encrypted_dns.h"
#include "core/network/unread_packets.h"
#include "core/store/time_grid.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace beaconscope::snapshot {

enum class Severity : std::uint8_t { Information, Warning, Error };

/// Something that the user should know about the capture. `id` never changes ("truncated_file"), so
/// scripts may rely on it.
struct Notice {
    std::string id;
    Severity severity = Severity::Information;
    std::string title;   ///< a few words, for a chip: "File cut off"
    std::string details; ///< what happened, at which packet or byte, and what was kept
};

struct SkippedCount {
    std::string id;          ///< "malformed_dns"
    std::string description; ///< for people, after the count: "malformed DNS messages"
    std::uint64_t count = 0;
    std::uint64_t firstPacket = 0;
    std::uint64_t firstOffset = 0;
    std::size_t firstFile = 0; ///< index in CaptureFacts::files
    input::CountsByFile files{};
};

/// What is known about the capture as a whole.
struct CaptureFacts {
    std::vector<std::string> paths; ///< the files and folders that the user named
    std::vector<input::FileFacts> files;
    std::vector<input::LeftOutFile> leftOut;
    /// How finely the times of each file are known, by FileId. Null while loading.
    std::shared_ptr<const std::vector<store::TimeGrid>> timeGrids;
    /// The time that the files cover, without stray times; see input::FileTimes.
    TimeSpans captured;
    /// Begin and end of `captured`: the times of the earliest and the latest packet of any
    /// protocol. Empty if there is no packet.
    std::optional<Timestamp> first;
    std::optional<Timestamp> last;
    std::uint64_t packets = 0; ///< also counts the lines of logs; see recordsOf()
    std::uint64_t dnsMessages = 0;
    std::uint64_t queries = 0;   ///< messages
    std::uint64_t responses = 0; ///< messages
    /// One entry for each client that uses encrypted DNS. The names in it cannot be seen.
    std::vector<network::EncryptedDnsUse> encryptedDns;
    /// Flows of the clients for which `encryptedDns` had no room.
    std::uint64_t encryptedFlowsOfOthers = 0;
    /// What is not read in packets, by kind; see network::UnreadCounts.
    std::vector<network::UnreadPackets> unread;
    std::uint64_t unreadOthers = 0;    ///< packets for whose numbers `unread` had no room
    std::vector<SkippedCount> skipped; ///< without the reasons that never occurred
    std::vector<Notice> notices;
};

/// Returns for each file its name without its folder, or its whole path if another file has the
/// same name. The names are escaped for people, see escapeForTerminal().
std::vector<std::string> fileNames(const CaptureFacts& capture);

/// What the opened files of a capture consist of: packets, or lines of logs.
enum class Records : std::uint8_t { Packets, Lines, PacketsAndLines };
/// Returns Packets when no file could be opened.
Records recordsOf(const CaptureFacts& capture);

} // namespace beaconscope::snapshot
