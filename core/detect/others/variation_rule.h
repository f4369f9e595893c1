// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/others/coefficient_of_variation.h"
#include "core/detect/others/rule.h"

#include <optional>

namespace beaconscope::detect::others {

/// The coefficient of variation of the intervals, as many articles have it.
class VariationRule {
public:
    struct Evidence {
        std::optional<VariationResult> variation;
    };

    DetectorInfo info() const;
    Evidence measure(const Sample& sample) const;
    Judgement judge(const Evidence& evidence, const ParameterValues& parameters) const;
    Explanation explain(const Evidence& evidence, const ParameterValues& parameters,
                        const Prevalence& prevalence) const;
};

} // namespace beaconscope::detect::others
