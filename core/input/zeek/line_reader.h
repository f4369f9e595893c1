// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/byte_stream.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace beaconscope::zeek {

/// One line of a text file. `text` is valid until the next one is read.
struct Line {
    std::string_view text;    ///< without its end ("\n" or "\r\n"); empty when isTooLong
    std::uint64_t number = 0; ///< 1-based
    std::uint64_t offset = 0; ///< of its first byte, in the decompressed file
    bool isTooLong = false;
};

/// Gives the lines of a stream. The text of a line longer than kMaxLineBytes is skipped and not
/// kept, so memory is bounded for any stream.
class LineReader {
public:
    static constexpr std::size_t kMaxLineBytes = std::size_t{1} << 20U;

    explicit LineReader(std::unique_ptr<input::ByteStream> stream);

    /// Returns false at the end of the stream or when it cannot be read further.
    bool next(Line& line);

    const input::ByteStream& stream() const { return *m_stream; }
    /// Where the next line starts in the decompressed file.
    std::uint64_t offset() const { return m_offset; }
    /// The number of the next line.
    std::uint64_t lineNumber() const { return m_number + 1; }

private:
    std::string_view unread() const { return {m_buffer.data() + m_begin, m_end - m_begin}; }
    bool readMore();
    bool passOver(Line& line);
    void take(std::size_t length);

    std::unique_ptr<input::ByteStream> m_stream;
    std::vector<char> m_buffer;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    std::uint64_t m_offset = 0;
    std::uint64_t m_number = 0;
};

} // namespace beaconscope::zeek
