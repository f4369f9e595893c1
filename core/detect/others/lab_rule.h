// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/detector.h"

namespace beaconscope::detect::others {

/// The beacon check of the classroom lab: a name is skipped with fewer than 5 times or with any
/// interval below 1 s, and flagged when the population standard deviation of its intervals is
/// below 1 s. All three numbers can be changed.
class LabRule : public Detector {
public:
    enum class Variant : std::uint8_t {
        /// What the script does to the letter: every DNS message with a question name counts,
        /// responses included, per name as it was spelled, over all sources.
        Exact,
        /// The rule as it was meant: queries alone, a client and a name at a time.
        QueriesPerClientAndName,
    };

    explicit LabRule(Variant variant);

    const DetectorInfo& info() const override { return m_info; }
    std::shared_ptr<const series::EventGroups> group(const series::AnalysisInput& input,
                                                     series::Grouping grouping,
                                                     const std::stop_token& stop) const override;
    std::vector<Timestamp> timesOf(const ColumnView<store::Event>& events,
                                   std::span<const EventId> rows) const override;
    std::unique_ptr<const MeasuredCapture> measure(const Subject& subject,
                                                   std::shared_ptr<series::SeriesSet> set,
                                                   const std::stop_token& stop) const override;

private:
    Variant m_variant;
    DetectorInfo m_info;
};

} // namespace beaconscope::detect::others
