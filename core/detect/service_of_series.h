// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/known_services.h"
#include "core/detect/prevalence.h"
#include "core/series/series.h"

#include <span>
#include <string>

namespace beaconscope::detect {

/// The known service that the names of a series belong to.
struct ServiceOfSeries {
    const KnownService* service = nullptr; ///< null: none is known; lives as long as the list
    /// True: nobody but the service can have such names. False: the listed name is above a
    /// registered domain that was asked for, as the shared domain of a cloud is. Then anybody can
    /// have a name there.
    bool isOwn = true;

    /// Whether this makes a series less suspicious. A shared domain does not, for a client that is
    /// alone in asking.
    bool explains(const Prevalence& prevalence) const {
        return service != nullptr && (isOwn || prevalence.clients > 1);
    }
};

/// Returns the service of `names`; none where one of them is not known.
ServiceOfSeries serviceOf(const KnownServices& services, const store::NameTableView& texts,
                          std::span<const NameId> names);

/// Returns the service of nearly all queries in `rows`. Looks at three of them first, so that a
/// series without a service costs next to nothing.
ServiceOfSeries serviceOf(const KnownServices& services, const series::AnalysisInput& input,
                          std::span<const EventId> rows);

/// Returns sentences for people on the service and on what follows; empty: there is none.
/// `lowers` says why the series is listed lower, and is left out where `isListed` is false.
std::string describe(const ServiceOfSeries& known, const Prevalence& prevalence, bool isListed,
                     const std::string& lowers);

} // namespace beaconscope::detect
