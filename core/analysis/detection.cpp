#include "core/analysis/detection.h"

#include "core/store/event.h"

#include <algorithm>
#include <tuple>

namespace beaconscope::analysis {

DetectionSettings settingsFor(std::shared_ptr<const Detector> detector) {
    DetectionSettings settings;
    settings.parameters = ParameterValues(detector->info().parameters);
    settings.grouping = detector->info().groupings.front();
    settings.detector = std::move(detector);
    return settings;
}

DetectionSettings defaultDetectionSettings() {
    return settingsFor(detectors().front());
}

namespace {

std::vector<Finding> unjudgedFindings(const AnalysisInput& input, const SeriesSet& set,
                                      const Measurements& measurements) {
    std::vector<Finding> findings(set.series.size());
    for (std::size_t i = 0; i < findings.size(); ++i) {
        Finding& finding = findings[i];
        const Series& series = set.series[i];
        finding.series = i;
        finding.key = series.key;
        finding.excludedBy = series.excludedBy;
        finding.intervals = measurements.intervals[i];
        const auto rows = set.rowsOf(series);
        finding.queries = static_cast<std::uint64_t>(
            std::count_if(rows.begin(), rows.end(), [&input](EventId row) {
                return input.events[row.index()].has(store::EventFlag::HasQuery);
            }));
        finding.first = input.events[rows.front().index()].time;
        finding.last = input.events[rows.back().index()].time;
    }
    return findings;
}

/// Reported ones first, then those that rules hide, then what is not flagged.
int part(const Finding& finding) {
    if (!finding.judgement.flagged)
        return 2;
    return finding.isExcluded() ? 1 : 0;
}

/// What decides on a finding's place, apart from it because findings are large to move.
struct Place {
    int part = 0;
    double score = 0;
    std::uint64_t queries = 0;
    const Finding* finding = nullptr;
};

bool ranksBefore(const Place& left, const Place& right) {
    const auto first = std::tuple(left.part, -left.score, right.queries);
    const auto second = std::tuple(right.part, -right.score, left.queries);
    return first != second ? first < second : left.finding->key < right.finding->key;
}

std::vector<Finding> ranked(std::vector<Finding> findings) {
    std::vector<Place> places;
    places.reserve(findings.size());
    for (const Finding& finding : findings)
        places.push_back({part(finding), finding.judgement.score, finding.queries, &finding});
    std::sort(places.begin(), places.end(), ranksBefore);
    std::vector<Finding> result;
    result.reserve(findings.size());
    for (const Place& place : places)
        result.push_back(
            std::move(findings[static_cast<std::size_t>(place.finding - findings.data())]));
    return result;
}

} // namespace

std::shared_ptr<const Detection> Detection::run(const AnalysisInput& input,
                                                const DetectionSettings& settings,
                                                std::stop_token stop) {
    return runWith(nullptr, input, settings, stop);
}

std::shared_ptr<const Detection> Detection::rerun(const Detection& earlier,
                                                  const AnalysisInput& input,
                                                  const DetectionSettings& settings,
                                                  std::stop_token stop) {
    return runWith(&earlier, input, settings, stop);
}

std::shared_ptr<const Detection> Detection::runWith(const Detection* earlier,
                                                    const AnalysisInput& input,
                                                    const DetectionSettings& settings,
                                                    const std::stop_token& stop) {
    const Detector& detector = *settings.detector;
    auto set = std::make_shared<const SeriesSet>(detector.series(input, settings.grouping, stop));
    if (stop.stop_requested())
        return nullptr;
    std::shared_ptr<const Measurements> measurements =
        earlier == nullptr
            ? detector.measure(input, *set, stop)
            : detector.remeasure(input, *set, *earlier->m_series, *earlier->m_measurements, stop);
    if (stop.stop_requested())
        return nullptr;

    std::shared_ptr<Detection> detection(new Detection);
    detection->m_settings = settings;
    auto findings = unjudgedFindings(input, *set, *measurements);
    detection->m_series = std::move(set);
    detection->m_measurements = std::move(measurements);
    detection->judge(std::move(findings));
    return detection;
}

std::shared_ptr<const Detection>
Detection::withParameters(const ParameterValues& parameters) const {
    std::shared_ptr<Detection> detection(new Detection);
    detection->m_settings = m_settings;
    detection->m_settings.parameters = parameters;
    detection->m_series = m_series;
    detection->m_measurements = m_measurements;
    std::vector<Finding> findings(m_findings.size());
    for (const Finding& finding : m_findings)
        findings[finding.series] = finding;
    detection->judge(std::move(findings));
    return detection;
}

void Detection::judge(std::vector<Finding> findings) {
    std::vector<Judgement> judgements =
        m_settings.detector->judge(*m_series, *m_measurements, m_settings.parameters);
    for (std::size_t i = 0; i < findings.size(); ++i)
        findings[i].judgement = std::move(judgements[i]);
    m_findings = ranked(std::move(findings));
    m_reportedCount = static_cast<std::size_t>(
        std::count_if(m_findings.begin(), m_findings.end(),
                      [](const Finding& finding) { return finding.isReported(); }));
}

std::vector<std::string> Detection::reasons(const Finding& finding) const {
    return m_settings.detector->reasons(*m_series, *m_measurements, m_settings.parameters,
                                        finding.series);
}

std::vector<std::uint64_t> Detection::hiddenByRule(std::size_t ruleCount) const {
    std::vector<std::uint64_t> hidden(ruleCount, 0);
    for (const Finding& finding : m_findings) {
        if (finding.judgement.flagged && finding.isExcluded())
            ++hidden[static_cast<std::size_t>(finding.excludedBy)];
    }
    return hidden;
}

} // namespace beaconscope::analysis
