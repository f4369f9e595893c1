// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/comparison/coefficient_of_variation.h"
#include "core/analysis/comparison/rule.h"

#include <optional>

namespace beaconscope::analysis::comparison {

/// The coefficient of variation of the gaps, as many articles have it.
class VariationRule {
public:
    struct Evidence {
        std::optional<VariationResult> variation;
    };

    DetectorInfo info() const;
    Evidence measure(const Sample& sample) const;
    Judgement judge(const Evidence& evidence, const ParameterValues& parameters) const;
    Opinion opinion(const Evidence& evidence, const ParameterValues& parameters,
                    const beacon::Prevalence& prevalence) const;
};

} // namespace beaconscope::analysis::comparison
