// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/detector.h"

namespace beaconscope::detect {

/// The detector that this program is for, in two parts: one tests series for a rhythm
/// (detect/rhythm), the other looks at the volume of data that names may carry (detect/tunnel),
/// which a stream without beats shows.
class BeaconscopeDetector : public Detector {
public:
    BeaconscopeDetector();

    const DetectorInfo& info() const override { return m_info; }
    std::unique_ptr<const MeasuredCapture> measure(const Subject& subject,
                                                   std::shared_ptr<series::SeriesSet> series,
                                                   const std::stop_token& stop) const override;

private:
    DetectorInfo m_info;
};

} // namespace beaconscope::detect
