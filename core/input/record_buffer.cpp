// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/record_buffer.h"

#include <algorithm>
#include <utility>

namespace beaconscope::input {

namespace {

constexpr std::size_t kUsualSize = std::size_t{256} << 10U;

} // namespace

RecordBuffer::RecordBuffer(std::unique_ptr<ByteStream> stream)
    : m_stream(std::move(stream))
    , m_bytes(kUsualSize) {}

/// Reads on until the buffer has `count` bytes or the stream ends.
void RecordBuffer::fill(std::size_t count) {
    std::copy(m_bytes.begin() + static_cast<std::ptrdiff_t>(m_begin),
              m_bytes.begin() + static_cast<std::ptrdiff_t>(m_end), m_bytes.begin());
    m_end -= m_begin;
    m_begin = 0;
    if (m_bytes.size() < count)
        m_bytes.resize(count);
    while (m_end < count) {
        const std::size_t more = m_stream->read(std::span(m_bytes).subspan(m_end));
        if (more == 0)
            break;
        m_end += more;
    }
}

/// Goes on beyond what the buffer holds.
bool RecordBuffer::skipFar(std::uint64_t count) {
    while (count > 0) {
        const std::size_t available = peek(1).empty() ? 0 : m_end - m_begin;
        if (available == 0)
            return false;
        const auto step = static_cast<std::size_t>(std::min<std::uint64_t>(count, available));
        m_begin += step;
        m_offset += step;
        count -= step;
    }
    return true;
}

} // namespace beaconscope::input
