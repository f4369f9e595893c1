// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/registry/detectors.h"
#include "core/snapshot/snapshot.h"

namespace beaconscope::snapshot {

AnalysisSettings defaultAnalysisSettings() {
    AnalysisSettings settings;
    settings.rules = std::make_shared<const rules::RuleSet>(rules::RuleSet::defaults());
    settings.detection = detect::defaultDetectionSettings();
    return settings;
}

bool AnalysisSettings::operator==(const AnalysisSettings& other) const {
    return (rules == other.rules || *rules == *other.rules) && detection == other.detection &&
           range == other.range && includeMulticast == other.includeMulticast &&
           knownServices == other.knownServices && knownServicesFile == other.knownServicesFile;
}

} // namespace beaconscope::snapshot
