// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/registry/beaconscope_detector.h"

#include "core/detect/registry/measured_in_parts.h"

#include <utility>

namespace beaconscope::detect {

namespace {

DetectorInfo detectorInfo() {
    DetectorInfo info;
    info.id = "beaconscope";
    info.title = "Beaconscope";
    info.description =
        "Tests for each client and registered domain whether more of the intervals between beats "
        "fall "
        "into one window than any traffic without a rhythm could put there: random, bursty or "
        "slowly varying. Copes with jitter, missed beats, bursts, new names each time and human "
        "use of the same domain, and gives the chance of a false alarm. Rhythms that expiring "
        "cached answers explain are not flagged. It cannot tell an honest updater from a beacon "
        "by timing, and a continuous stream has no beats.";
    info.groupings = {series::Grouping::ClientDomain};
    info.parameters = rhythm::rhythmParameters();
    const std::vector<ParameterInfo> ofTunnels = tunnel::tunnelParameters();
    info.parameters.insert(info.parameters.end(), ofTunnels.begin(), ofTunnels.end());
    info.scoreTitle = "Priority";
    info.scoreHelp = "0 to 100: how certain, how rare among the clients, how persistent, and "
                     "whether a known service explains it. Orders the list and hides nothing.";
    return info;
}

} // namespace

BeaconscopeDetector::BeaconscopeDetector()
    : m_info(detectorInfo()) {}

std::unique_ptr<const MeasuredCapture>
BeaconscopeDetector::measure(const Subject& subject, std::shared_ptr<series::SeriesSet> series,
                             const std::stop_token& stop) const {
    return MeasuredInParts::measure(subject, std::move(series), nullptr, stop);
}

} // namespace beaconscope::detect
