// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/registry/detectors.h"

#include "core/detect/others/comparison_detectors.h"
#include "core/detect/others/lab_rule.h"
#include "core/detect/registry/beaconscope_detector.h"

#include <algorithm>

namespace beaconscope::detect {

const std::vector<std::shared_ptr<const Detector>>& detectors() {
    static const auto kAll = [] {
        std::vector<std::shared_ptr<const Detector>> all = {
            std::make_shared<BeaconscopeDetector>(),
            std::make_shared<others::LabRule>(others::LabRule::Variant::QueriesPerClientAndName),
            std::make_shared<others::LabRule>(others::LabRule::Variant::Exact),
        };
        const auto others = others::comparisonDetectors();
        all.insert(all.end(), others.begin(), others.end());
        return all;
    }();
    return kAll;
}

std::shared_ptr<const Detector> findDetector(std::string_view id) {
    const auto& all = detectors();
    const auto found = std::find_if(
        all.begin(), all.end(), [id](const auto& detector) { return detector->info().id == id; });
    return found == all.end() ? nullptr : *found;
}

DetectionSettings defaultDetectionSettings() {
    return settingsFor(detectors().front());
}

} // namespace beaconscope::detect
