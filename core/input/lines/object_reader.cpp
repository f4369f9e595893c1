// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/lines/object_reader.h"

#include <span>
#include <utility>

namespace beaconscope::input {

namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 16U;

/// Whether a character may stand between two objects. The last three are those of a byte order
/// mark.
bool isBetweenObjects(char c) {
    constexpr std::string_view kBetween = " \t\r\n,[]\xef\xbb\xbf";
    return kBetween.find(c) != std::string_view::npos;
}

} // namespace

ObjectReader::ObjectReader(std::unique_ptr<ByteStream> stream)
    : m_stream(std::move(stream))
    , m_buffer(kBufferBytes) {}

/// Returns false at the end of the stream.
bool ObjectReader::peek(char& c) {
    if (m_begin == m_end) {
        m_begin = 0;
        m_end = m_stream->read(std::as_writable_bytes(std::span(m_buffer)));
        if (m_end == 0)
            return false;
    }
    c = m_buffer[m_begin];
    return true;
}

/// Goes on after the character that peek() returned.
void ObjectReader::take() {
    if (m_buffer[m_begin] == '\n')
        ++m_number;
    ++m_begin;
    ++m_offset;
}

void ObjectReader::keep(char c) {
    if (m_text.size() < kMaxLineBytes)
        m_text += c;
    else
        m_isTooLong = true;
}

bool ObjectReader::toNextText() {
    char c = 0;
    while (peek(c)) {
        if (!isBetweenObjects(c))
            return true;
        take();
    }
    return false;
}

/// Reads to the bracket that closes the object, or to the end of the stream.
void ObjectReader::readObject() {
    std::uint64_t depth = 0;
    bool isInText = false;
    bool isEscaped = false;
    char c = 0;
    while (peek(c)) {
        take();
        keep(c);
        if (isEscaped) {
            isEscaped = false;
        } else if (isInText) {
            isEscaped = c == '\\';
            isInText = c != '"';
        } else if (c == '"') {
            isInText = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if ((c == '}' || c == ']') && --depth == 0) {
            return;
        }
    }
}

void ObjectReader::readRestOfLine() {
    char c = 0;
    while (peek(c) && c != '\n') {
        take();
        keep(c);
    }
}

bool ObjectReader::next(Line& line) {
    if (!toNextText())
        return false;
    m_text.clear();
    m_isTooLong = false;
    line = {{}, m_number, m_offset, false};
    if (m_buffer[m_begin] == '{')
        readObject();
    else
        readRestOfLine();
    line.isTooLong = m_isTooLong;
    if (!m_isTooLong)
        line.text = m_text;
    return true;
}

} // namespace beaconscope::input
