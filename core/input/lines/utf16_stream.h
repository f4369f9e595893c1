// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/byte_stream.h"

#include <array>
#include <memory>
#include <string>

namespace beaconscope::input {

enum class ByteOrder : std::uint8_t { Little, Big };

/// Returns the byte order of text in UTF-16 that starts with `head`, by its mark and the zero bytes
/// of its first characters. Returns nullopt for anything else.
std::optional<ByteOrder> utf16OrderOf(std::span<const std::byte> head);

/// Gives text in UTF-16 as UTF-8, without its mark. Half of a pair of surrogates, and half of a
/// character at the end, become U+FFFD. error() and bytesRead() are those of the inner stream.
class Utf16Stream final : public ByteStream {
public:
    Utf16Stream(std::unique_ptr<ByteStream> inner, ByteOrder order);

    std::size_t read(std::span<std::byte> out) override;
    const std::optional<Error>& error() const override { return m_inner->error(); }
    std::uint64_t bytesRead() const override { return m_inner->bytesRead(); }

private:
    bool convertMore();
    void addUnit(char16_t unit);

    std::unique_ptr<ByteStream> m_inner;
    ByteOrder m_order;
    std::array<std::byte, 16'384> m_units{};
    std::string m_text; ///< converted, of which m_given bytes were given
    std::size_t m_given = 0;
    char16_t m_high = 0; ///< the first half of a pair that waits for the second; 0: none
    bool m_isAtStart = true;
};

} // namespace beaconscope::input
