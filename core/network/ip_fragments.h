// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/ip_address.h"
#include "core/input/packet_origin.h"
#include "core/input/skip_reason.h"
#include "core/network/ip_layer.h"

#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <unordered_map>
#include <vector>

namespace beaconscope::network {

/// Puts fragmented IP packets together (RFC 791 section 3.2, RFC 8200 section 4.5).
///
/// Memory is bounded: it keeps at most kMaxPending packets and kMaxBytes of data, and drops the
/// packet that has waited longest when there are more. It also drops the fragments of a packet
/// after kTimeout of capture time, because the sender may then use the identification again. Every
/// dropped fragment is counted. Where fragments overlap, the bytes that came first stay.
class IpFragments {
public:
    static constexpr std::size_t kMaxPending = 4096;
    static constexpr std::size_t kMaxBytes = std::size_t{16} << 20U;
    /// Fragments of one packet. No real network makes so many; 64 KB in pieces of 8 bytes is an
    /// attack.
    static constexpr std::size_t kMaxFragments = 1024;
    static constexpr Duration kTimeout = std::chrono::seconds(60);

    explicit IpFragments(input::SkipCounts& skipped)
        : m_skipped(skipped) {}

    /// Returns the payload of the whole packet when `fragment` completes it, else nullopt.
    std::optional<std::vector<std::byte>> add(const IpPacket& fragment,
                                              const input::PacketOrigin& origin);

    /// Drops and counts the fragments of all packets that are not complete.
    void finish();

private:
    struct Key {
        IpAddress source;
        IpAddress destination;
        std::uint32_t id;
        IpProtocol protocol;

        bool operator==(const Key&) const = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const;
    };
    struct Range {
        std::size_t begin;
        std::size_t end;
    };
    struct Pending {
        Key key;
        std::vector<std::byte> bytes;
        std::vector<Range> ranges; ///< the parts that have arrived: sorted, never touching
        std::optional<std::size_t> total;
        std::vector<input::PacketOrigin> origins; ///< of its fragments, for the counts
        Timestamp started;
    };
    using List = std::list<Pending>; // the one that started first is in front

    List::iterator pendingFor(const Key& key, const input::PacketOrigin& origin);
    void copyInto(Pending& pending, const IpPacket& fragment);
    void giveUp(List::iterator pending);
    void forget(List::iterator pending);

    input::SkipCounts& m_skipped;
    List m_pending;
    std::unordered_map<Key, List::iterator, KeyHash> m_index;
    std::size_t m_bytes = 0;
};

} // namespace beaconscope::network
