// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace beaconscope::input {

/// Gives the bytes of a capture from the first to the last. One thread.
class ByteStream {
public:
    virtual ~ByteStream() = default;

    /// Puts the next bytes into `out`, which must not be empty, and returns their number. Waits for
    /// the first byte only, so it may give fewer than `out` holds. Returns 0 at the end or after an
    /// error; all later calls then return 0 too.
    virtual std::size_t read(std::span<std::byte> out) = 0;

    /// Returns why the last read() returned 0, or nullopt when it was the end.
    virtual const std::optional<Error>& error() const = 0;

    /// Returns how many bytes were read so far from the file on disk, before decompression.
    virtual std::uint64_t bytesRead() const = 0;

    /// Returns the number of bytes of a stream that can go to any place, else nullopt.
    virtual std::optional<std::uint64_t> size() const { return std::nullopt; }
    /// Goes to a place, so that the next read() begins there. Returns false when the stream cannot.
    virtual bool seek(std::uint64_t /*offset*/) { return false; }
};

/// Reads until `out` is full; fewer bytes mean the end of the stream or an error.
std::size_t readFully(ByteStream& stream, std::span<std::byte> out);

/// Called about ten times a second while a file is read, and while a pipe, a device or standard
/// input has no bytes yet. Runs on the thread that reads. When it returns false, the reading ends
/// with the error kReadingWasEnded.
using WhileWaiting = std::function<bool()>;

/// The message of the error when WhileWaiting ended the reading.
inline constexpr const char* kReadingWasEnded = "reading was stopped here, before the input ended";

/// Whether a path names something that cannot be read twice: standard input ("-"), a pipe or a
/// device.
bool isReadOnce(const std::string& path);

/// Opens a file, or standard input for "-". The error names the cause: the file does not exist, is
/// a directory, may not be read, or what the system says. Does not wait for the writer of a pipe.
Result<std::unique_ptr<ByteStream>> openByteStream(const std::string& path,
                                                   WhileWaiting whileWaiting = {});

} // namespace beaconscope::input
