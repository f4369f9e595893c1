// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/byte_stream.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace beaconscope::input {

/// A window on a stream for readers of records: asks for as many bytes as the record has, looks at
/// them in place, and goes on behind them.
class RecordBuffer {
public:
    explicit RecordBuffer(std::unique_ptr<ByteStream> stream);

    /// The next `count` bytes, or all that are left when that is less. Valid until the next call
    /// that is not const.
    std::span<const std::byte> peek(std::size_t count);

    /// Goes on behind `count` bytes, which need not have been looked at; false when the stream
    /// ends before that.
    bool skip(std::uint64_t count);

    /// Bytes that were skipped so far: where the window stands.
    std::uint64_t offset() const { return m_offset; }

    const ByteStream& stream() const { return *m_stream; }

private:
    std::unique_ptr<ByteStream> m_stream;
    std::vector<std::byte> m_bytes;
    std::size_t m_begin = 0; // of what is not skipped
    std::size_t m_end = 0;   // of what was read
    std::uint64_t m_offset = 0;
};

} // namespace beaconscope::input
