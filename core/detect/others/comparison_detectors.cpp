// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/others/comparison_detectors.h"

#include "core/detect/others/comparison_detector.h"
#include "core/detect/others/elastic_rule.h"
#include "core/detect/others/flare_rule.h"
#include "core/detect/others/rita_rule.h"
#include "core/detect/others/sentinel_rule.h"
#include "core/detect/others/variation_rule.h"

namespace beaconscope::detect::others {

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

} // namespace beaconscope::detect::others
