// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/hash.h"
#include "core/series/series.h"

namespace beaconscope::series {

/// Times of events as continuous numbers, for statistics that take time as continuous.
///
/// In a log of whole seconds many intervals are equal by rounding alone, which looks like a rhythm.
/// So where a file has a grid of `step`, a time stands for any moment of [time, time + step), and
/// one of them is drawn. All events of a client with the same time get the same draw, so that
/// queries of one moment stay together. The draw depends on the client's address and the time
/// alone: results repeat. Times of other files stay as they are.
class DrawnTimes {
public:
    explicit DrawnTimes(const AnalysisInput& input)
        : m_addresses(input.addresses)
        , m_origin(input.captureFirst)
        , m_grids(input.timeGrids.get()) {}

    /// Returns how finely the time of `event` is known; 0: exactly.
    Duration stepOf(const store::Event& event) const {
        return m_grids != nullptr && event.file < m_grids->size() ? (*m_grids)[event.file].step
                                                                  : Duration{0};
    }

    /// Returns the seconds from the start of the capture.
    double secondsOf(const store::Event& event) const {
        const double exact = seconds(event.time - m_origin);
        const Duration step = stepOf(event);
        return step > Duration{0} ? exact + seconds(step) * draw(event) : exact;
    }

private:
    /// Returns a number from 0 to below 1.
    double draw(const store::Event& event) const {
        const std::uint64_t client = hashBytes(m_addresses[event.client.index()].bytes(), kSeed);
        const auto time = nanosecondsSinceEpoch(event.time);
        const std::uint64_t bits = hashBytes(std::as_bytes(std::span(&time, 1)), client);
        return static_cast<double>(bits >> 11U) * 0x1p-53;
    }

    static constexpr std::uint64_t kSeed = 0x9e37'79b9'7f4a'7c15; // the same in each run

    ColumnView<IpAddress> m_addresses;
    Timestamp m_origin;
    const std::vector<store::TimeGrid>* m_grids;
};

} // namespace beaconscope::series
