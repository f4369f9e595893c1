// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/others/elastic.h"
#include "core/detect/others/rule.h"

#include <vector>

namespace beaconscope::detect::others {

/// Elastic's network beaconing in each six hours that it would look at: those that end with the
/// capture, and every hour before, as its transform runs hourly. The lengths of the DNS messages
/// are the bytes.
class ElasticRule {
public:
    struct Evidence {
        std::vector<ElasticResult> windows; ///< the newest first; those with enough queries
    };

    DetectorInfo info() const;
    Evidence measure(const Sample& sample) const;
    Judgement judge(const Evidence& evidence, const ParameterValues& parameters) const;
    Explanation explain(const Evidence& evidence, const ParameterValues& parameters,
                        const Prevalence& prevalence) const;
};

} // namespace beaconscope::detect::others
