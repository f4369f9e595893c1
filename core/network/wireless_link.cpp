// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/network/wireless_link.h"

#include "core/base/byte_order.h"
#include "core/network/link_layer.h"

#include <algorithm>
#include <utility>

namespace beaconscope::network {

namespace {

using Bytes = std::span<const std::byte>;

constexpr std::size_t roundUp(std::size_t value, std::size_t multiple) {
    return (value + multiple - 1) / multiple * multiple;
}

/// Returns the "flags" field of a radiotap header, or 0 when it has none. Fields are in the order
/// of the bits that announce them and aligned to their size; only TSFT can come before this one.
unsigned radiotapFlags(Bytes header) {
    constexpr std::uint32_t kTsft = 1U << 0U;
    constexpr std::uint32_t kFlags = 1U << 1U;
    constexpr std::uint32_t kMoreWords = 1U << 31U;
    std::size_t offset = 4;
    const std::uint32_t present = little32(header, offset);
    for (std::uint32_t word = present; offset + 8 <= header.size(); offset += 4) {
        if ((word & kMoreWords) == 0)
            break;
        word = little32(header, offset + 4);
    }
    offset += 4;
    if ((present & kTsft) != 0)
        offset = roundUp(offset, 8) + 8;
    return (present & kFlags) != 0 && offset < header.size() ? byteAt(header, offset) : 0;
}

/// The frame control field.
struct FrameControl {
    unsigned type;
    unsigned flags;
};

Step readBehindControl(FrameControl control, Bytes bytes, bool isPadded, Frame& frame) {
    constexpr unsigned kDataType = 0x08;
    constexpr unsigned kNoData = 0x40;
    constexpr unsigned kQos = 0x80;
    constexpr unsigned kBothDirections = 0x03; // between access points: a fourth address
    constexpr unsigned kProtected = 0x40;
    constexpr unsigned kOrder = 0x80;
    std::size_t header = 24;
    const auto [type, flags] = control;
    if ((type & 0x0cU) != kDataType || (type & kNoData) != 0)
        return Step::NotDns;
    if ((flags & kProtected) != 0)
        return Step::EncryptedWifi;
    if (bytes.size() < header)
        return Step::Short;
    if ((big16(bytes, 22) & 0x0f00U) != 0)
        return Step::NotDns; // a later 802.11 fragment
    header += (flags & kBothDirections) == kBothDirections ? 6 : 0;
    bool isAggregate = false;
    if ((type & kQos) != 0) {
        isAggregate = bytes.size() > header && (byteAt(bytes, header) & 0x80U) != 0;
        header += (flags & kOrder) != 0 ? 6 : 2;
    }
    if (isPadded)
        header = roundUp(header, 4);
    if (bytes.size() < header)
        return Step::Short;
    frame.bytes = bytes.subspan(header);
    return isAggregate ? Step::Aggregate : readSnap(frame.bytes, frame);
}

} // namespace

Step readWireless(std::span<const std::byte> bytes, bool isPadded, Frame& frame) {
    if (bytes.size() < 2)
        return Step::Short;
    return readBehindControl({byteAt(bytes, 0), byteAt(bytes, 1)}, bytes, isPadded, frame);
}

Step readTunnelledWireless(std::span<const std::byte> bytes, Frame& frame) {
    constexpr unsigned kVersionAndType = 0x0f;
    constexpr unsigned kData = 0x08;
    if (bytes.size() < 2)
        return Step::Short;
    FrameControl control{byteAt(bytes, 0), byteAt(bytes, 1)};
    if ((control.type & kVersionAndType) != kData && (control.flags & kVersionAndType) == kData)
        std::swap(control.type, control.flags);
    return readBehindControl(control, bytes, false, frame);
}

Step readPart(std::span<const std::byte>& rest, Frame& part) {
    constexpr std::size_t kHeader = 14; // addresses and a length
    if (rest.size() < kHeader) {
        rest = {};
        return Step::Short;
    }
    const std::size_t length = big16(rest, 12);
    const Bytes content = rest.subspan(kHeader);
    rest = content.subspan(std::min(content.size(), roundUp(kHeader + length, 4) - kHeader));
    return readSnap(content.first(std::min(content.size(), length)), part);
}

Step readRadiotap(std::span<const std::byte> bytes, Frame& frame) {
    constexpr std::size_t kMinHeader = 8;
    constexpr unsigned kDataPad = 0x20;
    if (bytes.size() < kMinHeader)
        return Step::Short;
    const std::size_t length = little16(bytes, 2);
    if (length < kMinHeader)
        return Step::Damaged;
    if (bytes.size() < length)
        return Step::Short;
    const bool isPadded = (radiotapFlags(bytes.first(length)) & kDataPad) != 0;
    return readWireless(bytes.subspan(length), isPadded, frame);
}

} // namespace beaconscope::network
