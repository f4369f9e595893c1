#include "core/engine/investigation.h"

#include "core/analysis/detector.h"
#include "core/engine/loader.h"
#include "core/store/range_totals.h"

#include <fmt/core.h>

#include <utility>

namespace beaconscope::engine {

namespace {

using analysis::AnalysisInput;
using analysis::IntervalStatistics;

std::shared_ptr<const std::vector<IntervalStatistics>> intervalsByPair(const AnalysisInput& input,
                                                                       std::size_t pairCount) {
    AnalysisInput whole = input;
    whole.exclusions = nullptr; // tables show excluded pairs too
    whole.includeMulticast = true;
    const auto set = analysis::buildSeries(whole, analysis::Grouping::ClientName);
    auto result = std::make_shared<std::vector<IntervalStatistics>>(pairCount);
    std::vector<Timestamp> times;
    for (const analysis::Series& series : set.series) {
        const auto rows = set.rowsOf(series);
        times.clear();
        for (const EventId row : rows)
            times.push_back(input.events[row.index()].time);
        const PairId pair = input.events[rows.front().index()].pair;
        (*result)[pair.index()] = analysis::intervalStatistics(analysis::intervalsOf(times));
    }
    return result;
}

std::vector<std::uint32_t> countFindingsByClient(const analysis::Detection& detection,
                                                 std::size_t addressCount) {
    std::vector<std::uint32_t> counts(addressCount, 0);
    for (std::size_t i = 0; i < detection.reportedCount(); ++i) {
        const AddressId client = detection.findings()[i].key.client;
        if (client.isValid())
            ++counts[client.index()];
    }
    return counts;
}

std::vector<RuleHits> hitsByRule(const analysis::Exclusions& exclusions,
                                 const analysis::Detection& detection) {
    const auto& names = exclusions.namesByRule();
    const auto findings = detection.hiddenByRule(names.size());
    std::vector<RuleHits> hits;
    hits.reserve(names.size());
    for (std::size_t i = 0; i < names.size(); ++i)
        hits.push_back({names[i], findings[i]});
    return hits;
}

std::string reasonForNothing(const Snapshot& snapshot) {
    const CaptureFacts& capture = snapshot.capture;
    if (capture.packets == 0)
        return "No packet could be read, so there is nothing to judge.";
    if (capture.dnsMessages == 0)
        return fmt::format("None of the {} packets holds DNS that can be read. Look-ups by "
                           "DNS over TLS, QUIC or HTTPS cannot be seen.",
                           capture.packets);
    if (capture.queries == 0)
        return fmt::format("The capture holds {} DNS responses but no query; timing is judged on "
                           "queries.",
                           capture.responses);
    if (!snapshot.detection || snapshot.detection->reportedCount() > 0)
        return {};
    std::uint64_t hidden = 0;
    for (const RuleHits& hits : snapshot.ruleHits)
        hidden += hits.findings;
    const std::string judged =
        fmt::format("{} series were judged and none is flagged by “{}” with its present limits.",
                    snapshot.detection->findings().size(),
                    snapshot.settings.detection.detector->info().title);
    return hidden == 0 ? judged : fmt::format("{} Rules hide {} that would be.", judged, hidden);
}

} // namespace

/// What a load leaves for the analyses after it.
struct Investigation::Loaded {
    std::uint64_t load = 0;
    CaptureFacts facts;
    store::StoreView store;
};

Investigation::Investigation() = default;
Investigation::~Investigation() = default;

std::shared_ptr<const Snapshot> Investigation::load(const std::vector<std::string>& paths,
                                                    const AnalysisSettings& settings,
                                                    Progress& progress, std::stop_token stop,
                                                    const Publish& provisional) {
    const std::uint64_t load = ++m_loads;
    const auto publish = [&](LoadedCapture capture) {
        auto snapshot = std::make_shared<Snapshot>();
        snapshot->generation = ++m_generation;
        snapshot->load = load;
        snapshot->isLoading = true;
        snapshot->capture = std::move(capture.facts);
        snapshot->store = std::move(capture.store);
        snapshot->summaries = std::make_shared<const Summaries>(summarise(snapshot->store));
        snapshot->settings = settings;
        provisional(std::move(snapshot));
    };
    auto capture = loadCapture(paths, progress, stop,
                               provisional ? std::function<void(LoadedCapture)>(publish) : nullptr);
    if (!capture)
        return nullptr;
    auto previous = std::exchange(
        m_loaded, std::make_unique<Loaded>(Loaded{load, std::move(capture->facts),
                                                  std::move(capture->store)}));
    auto snapshot = analyse(settings, stop);
    if (!snapshot)
        m_loaded = std::move(previous);
    return snapshot;
}

std::shared_ptr<const Snapshot> Investigation::analyse(const AnalysisSettings& settings,
                                                       std::stop_token stop) {
    if (!m_loaded)
        return nullptr;
    auto snapshot = std::make_shared<Snapshot>();
    const Snapshot* before =
        m_latest && m_latest->load == m_loaded->load ? m_latest.get() : nullptr;
    snapshot->generation = ++m_generation;
    snapshot->load = m_loaded->load;
    snapshot->capture = m_loaded->facts;
    snapshot->store = m_loaded->store;
    snapshot->settings = settings;

    const bool sameRules = before != nullptr && *before->settings.rules == *settings.rules;
    snapshot->exclusions =
        sameRules ? before->exclusions
                  : std::make_shared<const analysis::Exclusions>(
                        *settings.rules, snapshot->store.names, snapshot->store.addresses);

    AnalysisInput input;
    input.events = snapshot->store.events;
    input.names = snapshot->store.names;
    input.addresses = snapshot->store.addresses;
    input.exclusions = snapshot->exclusions;
    input.range = settings.range;
    input.includeMulticast = settings.includeMulticast;
    input.captureFirst = snapshot->capture.first.value_or(Timestamp{});
    input.captureLast = snapshot->capture.last.value_or(Timestamp{});

    const bool sameRange = before != nullptr && before->settings.range == settings.range;
    if (sameRange) {
        snapshot->store.pairs = before->store.pairs;
        snapshot->summaries = before->summaries;
        snapshot->pairIntervals = before->pairIntervals;
    } else {
        if (settings.range)
            snapshot->store.pairs =
                store::totalsInRange(snapshot->store.events, *m_loaded->store.pairs,
                                     settings.range->first, settings.range->last);
        snapshot->summaries = std::make_shared<const Summaries>(summarise(snapshot->store));
        snapshot->pairIntervals = intervalsByPair(input, m_loaded->store.pairs->size());
    }

    const bool sameSeries = sameRules && sameRange &&
                            before->settings.includeMulticast == settings.includeMulticast &&
                            before->settings.detection.detector == settings.detection.detector &&
                            before->settings.detection.grouping == settings.detection.grouping;
    snapshot->detection =
        sameSeries ? before->detection->withParameters(settings.detection.parameters)
                   : analysis::Detection::run(input, settings.detection, stop);
    if (!snapshot->detection || stop.stop_requested())
        return nullptr;
    snapshot->findingsByClient =
        countFindingsByClient(*snapshot->detection, snapshot->store.addresses.size());
    snapshot->ruleHits = hitsByRule(*snapshot->exclusions, *snapshot->detection);
    snapshot->emptyReason = reasonForNothing(*snapshot);
    m_latest = snapshot;
    return snapshot;
}

} // namespace beaconscope::engine
