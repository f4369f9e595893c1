// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/others/flare.h"
#include "core/detect/others/rule.h"

namespace beaconscope::detect::others {

/// Flare's beacon search. Two of its limits act before anything is counted, so that judging counts
/// anew: linear in queries but for sorting the intervals.
class FlareRule {
public:
    struct Evidence {
        std::vector<std::int64_t> seconds; ///< of the queries, whole
    };

    DetectorInfo info() const;
    Evidence measure(const Sample& sample) const;
    Judgement judge(const Evidence& evidence, const ParameterValues& parameters) const;
    Explanation explain(const Evidence& evidence, const ParameterValues& parameters,
                        const Prevalence& prevalence) const;
};

} // namespace beaconscope::detect::others
