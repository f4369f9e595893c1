// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/byte_order.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace beaconscope {

/// A reading position in the bytes of one message. Every read is checked: if it would go past the
/// end of the message, it returns false and the position stays.
class WireCursor {
public:
    explicit WireCursor(std::span<const std::byte> bytes)
        : m_bytes(bytes) {}

    std::span<const std::byte> bytes() const { return m_bytes; }
    std::size_t offset() const { return m_offset; }
    std::size_t remaining() const { return m_bytes.size() - m_offset; }

    /// `offset` must not be larger than bytes().size().
    void seek(std::size_t offset) { m_offset = offset; }

    bool skip(std::size_t count) {
        if (remaining() < count)
            return false;
        m_offset += count;
        return true;
    }

    bool read16(std::uint16_t& value) {
        if (remaining() < 2)
            return false;
        value = big16(m_bytes, m_offset);
        m_offset += 2;
        return true;
    }

    bool read32(std::uint32_t& value) {
        if (remaining() < 4)
            return false;
        value = big32(m_bytes, m_offset);
        m_offset += 4;
        return true;
    }

private:
    std::span<const std::byte> m_bytes;
    std::size_t m_offset = 0;
};

} // namespace beaconscope
