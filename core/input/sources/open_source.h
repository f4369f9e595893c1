// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/input/archive_reader.h"
#include "core/input/byte_stream.h"
#include "core/input/packet_source.h"
#include "core/input/read_options.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace beaconscope::input {

/// What a path names: a capture or log, or an archive of such.
struct OpenedInput {
    std::unique_ptr<PacketSource> source; ///< null for an archive
    std::string archiveKind;              ///< "zip archive"; empty when it is none
    std::vector<ArchiveMember> members;   ///< of the archive, at most kMaxMembers
    bool isCutOff = false;                ///< the archive has more members
    std::optional<Error> problem;         ///< why no more members could be found
};

/// The largest number of files that are read from one archive.
inline constexpr std::size_t kMaxMembers = 1'000;

/// Opens a capture file, or standard input for "-": pcap, pcapng, ERF or Zeek's dns.log, plain or
/// packed with gzip, zstd, lz4, xz or bzip2, or lists the members of an archive. Recognises the
/// format by the content. The error names the cause: the file does not exist, is a directory, may
/// not be read, is empty, or is no capture (then with what it is, or its first bytes).
Result<OpenedInput> openInput(const std::string& path, WhileWaiting whileWaiting = {},
                              const ReadOptions& options = {});

/// Opens a member of an archive by its index in OpenedInput::members.
Result<std::unique_ptr<PacketSource>> openMember(const std::string& path, std::size_t member,
                                                 WhileWaiting whileWaiting = {},
                                                 const ReadOptions& options = {});

/// Opens a capture file as openInput() does. An archive is an error.
Result<std::unique_ptr<PacketSource>> openPacketSource(const std::string& path,
                                                       WhileWaiting whileWaiting = {},
                                                       const ReadOptions& options = {});

/// Does the same for a stream.
Result<std::unique_ptr<PacketSource>> openPacketSource(std::unique_ptr<ByteStream> bytes,
                                                       const ReadOptions& options = {});

} // namespace beaconscope::input
