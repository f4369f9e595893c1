#include "core/capture/peeked_stream.h"

#include <algorithm>

namespace beaconscope::capture {

PeekedStream::PeekedStream(std::unique_ptr<ByteStream> inner)
    : m_inner(std::move(inner)) {
    m_headSize = m_inner->read(m_head);
}

std::size_t PeekedStream::read(std::span<std::byte> out) {
    const std::size_t fromHead = std::min(out.size(), m_headSize - m_headUsed);
    std::copy_n(m_head.begin() + static_cast<std::ptrdiff_t>(m_headUsed), fromHead, out.begin());
    m_headUsed += fromHead;
    return fromHead + (fromHead < out.size() ? m_inner->read(out.subspan(fromHead)) : 0);
}

} // namespace beaconscope::capture
