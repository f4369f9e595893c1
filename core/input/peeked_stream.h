// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/byte_stream.h"

#include <array>

namespace beaconscope::input {

/// A stream whose first bytes can be looked at before they are read. So the format of a file can be
/// recognised by its content even when it comes through a pipe.
class PeekedStream final : public ByteStream {
public:
    static constexpr std::size_t kPeeked = 16; ///< what suffices to recognise a format
    static constexpr std::size_t kMaxPeeked = 512;

    /// `peeked` is at most kMaxPeeked.
    explicit PeekedStream(std::unique_ptr<ByteStream> inner, std::size_t peeked = kPeeked);

    /// Returns the first bytes of the stream, as many as were to be peeked at, or all bytes when it
    /// is shorter.
    std::span<const std::byte> head() const { return std::span(m_head).first(m_headSize); }

    std::size_t read(std::span<std::byte> out) override;
    const std::optional<Error>& error() const override { return m_inner->error(); }
    std::uint64_t bytesRead() const override { return m_inner->bytesRead(); }
    std::optional<std::uint64_t> size() const override { return m_inner->size(); }
    bool seek(std::uint64_t offset) override;

private:
    std::unique_ptr<ByteStream> m_inner;
    std::array<std::byte, kMaxPeeked> m_head{};
    std::size_t m_headSize = 0;
    std::size_t m_headUsed = 0;
};

} // namespace beaconscope::input
