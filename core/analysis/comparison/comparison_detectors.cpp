// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/analysis/comparison/comparison_detectors.h"

#include "core/analysis/comparison/comparison_detector.h"
#include "core/analysis/comparison/elastic_rule.h"
#include "core/analysis/comparison/flare_rule.h"
#include "core/analysis/comparison/rita_rule.h"
#include "core/analysis/comparison/sentinel_rule.h"
#include "core/analysis/comparison/variation_rule.h"

namespace beaconscope::analysis::comparison {

std::vector<std::shared_ptr<const Detector>> comparisonDetectors() {
    return {
        std::make_shared<ComparisonDetector<RitaRule>>(RitaRule(RitaRule::Score::Total)),
        std::make_shared<ComparisonDetector<RitaRule>>(RitaRule(RitaRule::Score::Timestamps)),
        std::make_shared<ComparisonDetector<ElasticRule>>(),
        std::make_shared<ComparisonDetector<FlareRule>>(),
        std::make_shared<ComparisonDetector<SentinelRule>>(),
        std::make_shared<ComparisonDetector<VariationRule>>(),
    };
}

} // namespace beaconscope::analysis::comparison
