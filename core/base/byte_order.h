// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace beaconscope {

// These functions read integers in network order (big-endian) and in the order of most machines
// (little-endian). The caller must check that `bytes` has all bytes of the integer at `offset`.

inline std::uint8_t byteAt(std::span<const std::byte> bytes, std::size_t offset) {
    return std::to_integer<std::uint8_t>(bytes[offset]);
}

inline std::uint16_t big16(std::span<const std::byte> bytes, std::size_t offset) {
    return static_cast<std::uint16_t>(byteAt(bytes, offset) << 8U | byteAt(bytes, offset + 1));
}

inline std::uint32_t big32(std::span<const std::byte> bytes, std::size_t offset) {
    return std::uint32_t{big16(bytes, offset)} << 16U | big16(bytes, offset + 2);
}

inline std::uint16_t little16(std::span<const std::byte> bytes, std::size_t offset) {
    return static_cast<std::uint16_t>(byteAt(bytes, offset + 1) << 8U | byteAt(bytes, offset));
}

inline std::uint32_t little32(std::span<const std::byte> bytes, std::size_t offset) {
    return std::uint32_t{little16(bytes, offset + 2)} << 16U | little16(bytes, offset);
}

} // namespace beaconscope
