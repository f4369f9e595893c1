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

/// Bytes of a capture from first to last. One thread.
class ByteStream {
public:
    virtual ~ByteStream() = default;

    /// Puts what comes next into `out`, which is not empty: at least one byte, and as many as are
    /// there without waiting. None means the end or an error, and both stay.
    virtual std::size_t read(std::span<std::byte> out) = 0;

    /// Why the last read() gave nothing, when that was not the end.
    virtual const std::optional<Error>& error() const = 0;

    /// Bytes taken so far from the file as it lies on disk.
    virtual std::uint64_t bytesRead() const = 0;
};

/// Reads until `out` is full; fewer bytes mean the end of the stream or an error.
std::size_t readFully(ByteStream& stream, std::span<std::byte> out);

/// Called about ten times a second while something is read or, of a pipe, a device or standard
/// input, waited for, on the thread that reads. False ends the reading, with an error that says so.
using WhileWaiting = std::function<bool()>;

/// What that error says.
inline constexpr const char* kReadingWasEnded = "reading was ended here, before the input did";

/// Whether a path names something that cannot be read twice: standard input ("-"), a pipe or a
/// device.
bool isReadOnce(const std::string& path);

/// Opens a file, or standard input for "-". The error names the cause: does not exist, is a
/// directory, no permission, or what the system says. Does not wait for the writer of a pipe.
Result<std::unique_ptr<ByteStream>> openByteStream(const std::string& path,
                                                   WhileWaiting whileWaiting = {});

} // namespace beaconscope::input
