// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/lines/line_source.h"

#include <memory>
#include <vector>

namespace beaconscope::input {

/// Gives the lines of a stream, one by one.
class LineReader final : public LineSource {
public:
    explicit LineReader(std::unique_ptr<ByteStream> stream);

    bool next(Line& line) override;
    const ByteStream& stream() const override { return *m_stream; }
    std::uint64_t offset() const override { return m_offset; }
    std::uint64_t lineNumber() const override { return m_number + 1; }

private:
    std::string_view unread() const { return {m_buffer.data() + m_begin, m_end - m_begin}; }
    bool readMore();
    bool passOver(Line& line);
    void take(std::size_t length);

    std::unique_ptr<ByteStream> m_stream;
    std::vector<char> m_buffer;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    std::uint64_t m_offset = 0;
    std::uint64_t m_number = 0;
};

} // namespace beaconscope::input
