// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/byte_stream.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace beaconscope::input {

/// Why reading ends at zeros where a record must begin: room that a capturing program made before
/// it was stopped, or a disk that lost it.
inline constexpr const char* kZeros =
    "zeros in place of a packet: from here on the file is filled with zeros";
/// So many zero bytes are no record.
inline constexpr std::size_t kMinZeros = 64;

/// Whether there are at least half as many bytes, and all are zero.
inline bool hasOnlyZeros(std::span<const std::byte> bytes) {
    return bytes.size() >= kMinZeros / 2 &&
           std::ranges::all_of(bytes, [](std::byte byte) { return byte == std::byte{0}; });
}

/// A buffer for readers of records: the reader looks at the bytes of a record with peek() and goes
/// on after them with skip(), without a copy.
class RecordBuffer {
public:
    explicit RecordBuffer(std::unique_ptr<ByteStream> stream);

    /// Returns the next `count` bytes, or all bytes that are left when there are fewer. Valid until
    /// the next call of peek() or skip().
    std::span<const std::byte> peek(std::size_t count) {
        if (m_end - m_begin < count)
            fill(count);
        return std::span(m_bytes).subspan(m_begin, std::min(count, m_end - m_begin));
    }

    /// Goes on after the next `count` bytes, whether peek() returned them before or not. Returns
    /// false when the stream has fewer.
    bool skip(std::uint64_t count) {
        if (m_end - m_begin < count)
            return skipFar(count);
        m_begin += static_cast<std::size_t>(count);
        m_offset += count;
        return true;
    }

    /// Returns how many bytes were skipped so far, which is the position in the stream.
    std::uint64_t offset() const { return m_offset; }

    const ByteStream& stream() const { return *m_stream; }

private:
    void fill(std::size_t count);
    bool skipFar(std::uint64_t count);

    std::unique_ptr<ByteStream> m_stream;
    std::vector<std::byte> m_bytes;
    std::size_t m_begin = 0; // where the bytes start that are not skipped yet
    std::size_t m_end = 0;   // where the bytes end that were read
    std::uint64_t m_offset = 0;
};

} // namespace beaconscope::input
