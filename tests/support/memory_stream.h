// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/byte_stream.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace beaconscope::testing {

/// A stream over bytes in memory. One read returns at most `mostAtOnce` bytes.
class MemoryStream final : public input::ByteStream {
public:
    explicit MemoryStream(std::vector<std::byte> bytes, std::size_t mostAtOnce = SIZE_MAX)
        : m_bytes(std::move(bytes))
        , m_mostAtOnce(mostAtOnce) {}

    std::size_t read(std::span<std::byte> out) override {
        const std::size_t count = std::min({out.size(), m_mostAtOnce, m_bytes.size() - m_offset});
        std::copy_n(m_bytes.begin() + static_cast<std::ptrdiff_t>(m_offset), count, out.begin());
        m_offset += count;
        return count;
    }
    const std::optional<Error>& error() const override { return m_error; }
    std::uint64_t bytesRead() const override { return m_offset; }
    std::optional<std::uint64_t> size() const override { return m_bytes.size(); }
    bool seek(std::uint64_t offset) override {
        m_offset = static_cast<std::size_t>(std::min<std::uint64_t>(offset, m_bytes.size()));
        return offset <= m_bytes.size();
    }

private:
    std::vector<std::byte> m_bytes;
    std::size_t m_mostAtOnce;
    std::size_t m_offset = 0;
    std::optional<Error> m_error;
};

} // namespace beaconscope::testing
