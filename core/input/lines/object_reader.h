// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/lines/line_source.h"

#include <memory>
#include <string>
#include <vector>

namespace beaconscope::input {

/// Gives the JSON objects of a stream as if each stood on a line of its own: objects over several
/// lines, or the elements of one array. The number of such a line is that of the line on which the
/// object begins. Text between objects, other than white space, commas and the brackets of the
/// array, is given up to the end of its line, so that it is counted as damaged.
class ObjectReader final : public LineSource {
public:
    explicit ObjectReader(std::unique_ptr<ByteStream> stream);

    bool next(Line& line) override;
    const ByteStream& stream() const override { return *m_stream; }
    std::uint64_t offset() const override { return m_offset; }
    std::uint64_t lineNumber() const override { return m_number; }

private:
    bool peek(char& c);
    void take();
    bool toNextText();
    void readObject();
    void readRestOfLine();
    void keep(char c);

    std::unique_ptr<ByteStream> m_stream;
    std::vector<char> m_buffer;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    std::uint64_t m_offset = 0;
    std::uint64_t m_number = 1;
    std::string m_text; ///< of the object
    bool m_isTooLong = false;
};

} // namespace beaconscope::input
