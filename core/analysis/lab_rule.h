#pragma once

#include "core/analysis/detector.h"

namespace beaconscope::analysis {

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
    SeriesSet series(const AnalysisInput& input, Grouping grouping,
                     std::stop_token stop) const override;
    std::vector<Timestamp> timesOf(const ColumnView<store::Event>& events,
                                   std::span<const EventId> rows) const override;
    std::unique_ptr<const Measurements> measure(const AnalysisInput& input, const SeriesSet& set,
                                                std::stop_token stop) const override;
    std::unique_ptr<const Measurements> remeasure(const AnalysisInput& input, const SeriesSet& set,
                                                  const SeriesSet& earlierSet,
                                                  const Measurements& earlier,
                                                  std::stop_token stop) const override;
    std::vector<Judgement> judge(const SeriesSet& set, const Measurements& measurements,
                                 const ParameterValues& parameters) const override;
    std::vector<std::string> reasons(const SeriesSet& set, const Measurements& measurements,
                                     const ParameterValues& parameters,
                                     std::size_t index) const override;

private:
    IntervalStatistics measureOne(const AnalysisInput& input, const SeriesSet& set,
                                  const Series& series) const;

    Variant m_variant;
    DetectorInfo m_info;
};

} // namespace beaconscope::analysis
