// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace beaconscope {

/// An IPv4 or IPv6 address. Ordered by family (IPv4 first), then numerically.
class IpAddress {
public:
    enum class Family : std::uint8_t { V4, V6 };

    /// 0.0.0.0
    IpAddress() = default;

    static IpAddress v4(std::span<const std::byte, 4> bytes);
    static IpAddress v6(std::span<const std::byte, 16> bytes);

    /// Reads a dotted quad without leading zeros, or RFC 4291 text, without zone or port; nullopt
    /// for any other text.
    static std::optional<IpAddress> parse(std::string_view text);

    Family family() const { return m_family; }
    /// 4 or 16 bytes, network order.
    std::span<const std::byte> bytes() const {
        return {m_bytes.data(), m_family == Family::V4 ? std::size_t{4} : std::size_t{16}};
    }
    bool isMulticast() const;

    /// Dotted quad, or the canonical IPv6 text of RFC 5952.
    std::string toString() const;

    auto operator<=>(const IpAddress&) const = default;
    // The default one compares byte by byte, which costs as much as the rest of a look-up.
    bool operator==(const IpAddress& other) const {
        return m_family == other.m_family &&
               std::memcmp(m_bytes.data(), other.m_bytes.data(), m_bytes.size()) == 0;
    }

private:
    Family m_family = Family::V4;
    std::array<std::byte, 16> m_bytes{}; // IPv4 uses the first four; the rest stays zero
};

/// A CIDR block such as 10.1.0.0/16; a bare address means that single host.
class IpPrefix {
public:
    /// Returns nullopt when `text` is not such a block.
    static std::optional<IpPrefix> parse(std::string_view text);

    bool contains(const IpAddress& address) const;
    std::string toString() const;

private:
    IpPrefix(IpAddress network, unsigned bits)
        : m_network(network)
        , m_bits(bits) {}

    IpAddress m_network;
    unsigned m_bits;
};

} // namespace beaconscope
