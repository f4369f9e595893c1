// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/domain_union.h"
#include "core/detect/measured.h"
#include "core/detect/populations.h"
#include "core/detect/service_of_series.h"
#include "core/detect/tunnel/tunnel.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace beaconscope::detect::tunnel {

/// Returns the limits that the user may change, in the order in which Measured::judge() and its
/// like expect their values.
std::vector<ParameterInfo> tunnelParameters();

/// What is known of the surroundings of series that are looked at as tunnels.
struct TunnelContext {
    std::shared_ptr<const Populations> populations;
    DomainUnions unions; ///< of series whose names stand under several registered domains
};

/// Series that are looked at for the volume that their names may carry. They are the last ones of
/// the set, of kind Tunnel; the answers are about these alone.
class MeasuredTunnels final : public Measured {
public:
    /// Adds each busy series of `series` once more, as a possible tunnel, and measures it: those of
    /// a client and registered domain, and those of names without a registry; hidden ones too.
    /// `earlier` may be null.
    static std::unique_ptr<const MeasuredTunnels>
    measure(const Subject& subject, const std::shared_ptr<series::SeriesSet>& series,
            TunnelContext context, const MeasuredTunnels* earlier, const std::stop_token& stop);

    /// Returns the index of the first series that is looked at as a tunnel.
    std::size_t first() const { return m_first; }
    /// Returns the index of the series whose rows the series at `index` has.
    std::size_t sourceOf(std::size_t index) const { return at(index).source; }
    /// Returns the index of the series that has the rows of the one at `source`, if there is one.
    std::optional<std::size_t> tunnelOf(std::size_t source) const;

    Judgement judge(std::size_t index, const ParameterValues& limits) const override;
    std::vector<std::string> reasons(std::size_t index,
                                     const ParameterValues& limits) const override;
    DecidingValue decidingValue(std::size_t index, const ParameterValues& limits) const override;
    series::IntervalStatistics intervals(std::size_t index) const override {
        return at(index).numbers->intervals;
    }

private:
    struct Numbers {
        TunnelVolume volume;
        series::IntervalStatistics intervals;
    };
    struct One {
        std::size_t source = 0; ///< index of the series whose rows these are
        std::shared_ptr<const Numbers> numbers;
        ServiceOfSeries known;
    };

    MeasuredTunnels(std::shared_ptr<const series::SeriesSet> series, std::size_t first,
                    TunnelContext context, const Subject& subject)
        : Measured(std::move(series))
        , m_first(first)
        , m_context(std::move(context))
        , m_names(subject.input.names)
        , m_knownServices(subject.knownServices) {}

    static std::shared_ptr<const Numbers> numbersOf(const series::AnalysisInput& input,
                                                    const series::Series& series);
    const One& at(std::size_t index) const { return m_tunnels[index - m_first]; }
    Prevalence prevalenceOf(std::size_t index) const {
        return m_context.populations->prevalenceOf(series()[index]);
    }

    std::size_t m_first;
    TunnelContext m_context;
    store::NameTableView m_names;
    std::shared_ptr<const KnownServices> m_knownServices; ///< null: none
    std::vector<One> m_tunnels;
};

} // namespace beaconscope::detect::tunnel
