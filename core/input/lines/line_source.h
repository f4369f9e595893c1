// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/byte_stream.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace beaconscope::input {

/// One line of a text file. `text` is valid until the next one is read.
struct Line {
    std::string_view text;    ///< without its end ("\n" or "\r\n"); empty when isTooLong
    std::uint64_t number = 0; ///< 1-based
    std::uint64_t offset = 0; ///< of its first byte, in the decompressed file
    bool isTooLong = false;
};

/// Gives the lines of a log, or what takes the place of lines in it. Keeps no text longer than
/// kMaxLineBytes, so memory is bounded for any stream.
class LineSource {
public:
    static constexpr std::size_t kMaxLineBytes = std::size_t{1} << 20U;

    virtual ~LineSource() = default;

    /// Returns false at the end of the stream or when it cannot be read further.
    virtual bool next(Line& line) = 0;

    virtual const ByteStream& stream() const = 0;
    /// Where the next line starts in the decompressed file.
    virtual std::uint64_t offset() const = 0;
    /// The number of the next line.
    virtual std::uint64_t lineNumber() const = 0;
};

} // namespace beaconscope::input
