// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/peeked_stream.h"

#include <algorithm>

namespace beaconscope::input {

PeekedStream::PeekedStream(std::unique_ptr<ByteStream> inner, std::size_t peeked)
    : m_inner(std::move(inner)) {
    m_headSize = readFully(*m_inner, std::span(m_head).first(peeked));
}

std::size_t PeekedStream::read(std::span<std::byte> out) {
    if (m_headUsed == m_headSize)
        return m_inner->read(out);
    const std::size_t fromHead = std::min(out.size(), m_headSize - m_headUsed);
    std::copy_n(m_head.begin() + static_cast<std::ptrdiff_t>(m_headUsed), fromHead, out.begin());
    m_headUsed += fromHead;
    return fromHead;
}

bool PeekedStream::seek(std::uint64_t offset) {
    if (!m_inner->seek(offset))
        return false;
    m_headUsed = m_headSize;
    return true;
}

} // namespace beaconscope::input
