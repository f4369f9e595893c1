// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/lines/line_reader.h"

#include <algorithm>
#include <span>
#include <utility>

namespace beaconscope::input {

LineReader::LineReader(std::unique_ptr<ByteStream> stream)
    : m_stream(std::move(stream))
    , m_buffer(kMaxLineBytes + 1) {}

/// Reads more bytes after the unread ones. Returns false when nothing came or a line fills the
/// buffer.
bool LineReader::readMore() {
    // The unread bytes move only when the buffer is half full: a pipe may give a few bytes at a
    // time, and moving a long line for each of them would be slow.
    if (m_begin > 0 && m_buffer.size() - m_end < m_buffer.size() / 2) {
        std::copy(m_buffer.begin() + static_cast<std::ptrdiff_t>(m_begin),
                  m_buffer.begin() + static_cast<std::ptrdiff_t>(m_end), m_buffer.begin());
        m_end -= m_begin;
        m_begin = 0;
    }
    const auto room = std::as_writable_bytes(std::span(m_buffer).subspan(m_end));
    const std::size_t count = room.empty() ? 0 : m_stream->read(room);
    m_end += count;
    return count > 0;
}

void LineReader::take(std::size_t length) {
    m_begin += length;
    m_offset += length;
}

bool LineReader::next(Line& line) {
    std::size_t end = unread().find('\n');
    while (end == std::string_view::npos) {
        const std::size_t searched = unread().size();
        if (!readMore())
            break;
        end = unread().find('\n', searched);
    }
    if (unread().empty())
        return false;
    line = {{}, ++m_number, m_offset, false};
    if (end == std::string_view::npos && unread().size() > kMaxLineBytes)
        return passOver(line);
    line.text = unread().substr(0, end);
    take(end == std::string_view::npos ? line.text.size() : end + 1);
    if (line.text.ends_with('\r'))
        line.text.remove_suffix(1);
    return true;
}

bool LineReader::passOver(Line& line) {
    line.isTooLong = true;
    std::size_t end = std::string_view::npos;
    do {
        take(unread().size());
        readMore();
        end = unread().find('\n');
    } while (end == std::string_view::npos && !unread().empty());
    take(end == std::string_view::npos ? 0 : end + 1);
    return true;
}

} // namespace beaconscope::input
