#pragma once

#include "core/base/byte_order.h"

#include <cstddef>
#include <span>

namespace beaconscope::capture {

/// Splits a run of TCP payload into DNS messages, each behind a length of two bytes (RFC 7766
/// section 8).
class TcpMessages {
public:
    explicit TcpMessages(std::span<const std::byte> bytes)
        : m_rest(bytes) {}

    /// The next whole message; false when what is left is not one.
    bool next(std::span<const std::byte>& message) {
        if (m_rest.size() < kPrefix)
            return false;
        const std::size_t length = big16(m_rest, 0);
        if (length < kHeader || m_rest.size() - kPrefix < length)
            return false;
        message = m_rest.subspan(kPrefix, length);
        m_rest = m_rest.subspan(kPrefix + length);
        return true;
    }

    bool hasRest() const { return !m_rest.empty(); }
    std::span<const std::byte> rest() const { return m_rest; }

private:
    static constexpr std::size_t kPrefix = 2;
    static constexpr std::size_t kHeader = 12; ///< of a DNS message: the least it can have
    std::span<const std::byte> m_rest;
};

} // namespace beaconscope::capture
