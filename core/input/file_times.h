// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/time.h"
#include "core/base/time_spans.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace beaconscope::input {

/// Packets whose times lie so far from those of the rest of their file that no clock of a capture
/// can have shown them.
struct StrayTimes {
    std::uint64_t count = 0;
    std::uint64_t firstPacket = 0; ///< the first of them in the file
    Timestamp firstTime;           ///< the time of that packet
    /// How far that time lies before (negative) or behind the closest of the rest.
    Duration distance{0};
};

/// Finds out during which time a file was captured, from the times of its packets in any order.
/// Keeps stretches of time that hold a packet at least once a day, at most kMaxStretches of them:
/// beyond that the two closest are joined.
class FileTimes {
public:
    static constexpr std::size_t kMaxStretches = 64;
    /// A stretch ends where no packet follows for longer than this.
    static constexpr Duration kMaxSilence = std::chrono::hours{24};

    void add(std::uint64_t packet, Timestamp time) {
        if (m_current < m_stretches.size() && m_stretches[m_current].contains(time))
            ++m_stretches[m_current].packets;
        else
            addOutside(packet, time);
    }

    /// Returns the time that the file covers, without stray times. It is one span from the first
    /// to the last packet. A file with long silences between many packets is taken for captures
    /// that were joined, and has a span for each.
    TimeSpans captured() const;

    /// Returns the stray times, if there are any. A time is stray if it is before 1990 and others
    /// of the file are not. The time of a packet that is alone in its stretch is stray too, and of
    /// a few together that lie years from the others, if few packets of the file are like that.
    std::optional<StrayTimes> strays() const;

private:
    struct Stretch {
        Timestamp first;
        Timestamp last;
        std::uint64_t packets = 0;
        std::uint64_t firstPacket = 0; ///< the lowest number

        bool contains(Timestamp time) const { return time >= first && time <= last; }
    };

    void addOutside(std::uint64_t packet, Timestamp time);
    void joinWithNext(std::size_t stretch);
    void joinClosest();
    bool isAlone(std::size_t index) const;
    /// Returns for each stretch whether its times are stray.
    std::vector<bool> areStray() const;

    std::vector<Stretch> m_stretches; ///< in order of time
    std::size_t m_current = 0;        ///< that of the last packet
};

} // namespace beaconscope::input
