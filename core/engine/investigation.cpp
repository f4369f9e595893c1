// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/investigation.h"

#include "core/analysis/detector.h"
#include "core/engine/analysis_input.h"
#include "core/engine/loader.h"
#include "core/engine/notices.h"
#include "core/engine/outcome.h"
#include "core/engine/pair_intervals.h"
#include "core/store/range_totals.h"

#include <utility>

namespace beaconscope::engine {

namespace {

std::vector<std::uint32_t> countFindingsByClient(const analysis::Detection& detection,
                                                 std::size_t addressCount) {
    std::vector<std::uint32_t> counts(addressCount, 0);
    for (std::size_t i = 0; i < detection.reportedCount(); ++i) {
        const AddressId client = detection.key(i).client;
        if (client.isValid())
            ++counts[client.index()];
    }
    return counts;
}

/// The sums that tables show: those of `before` where its time range is the same.
void fillTables(Snapshot& snapshot, const Snapshot* before) {
    const auto& range = snapshot.settings.range;
    if (before != nullptr && before->settings.range == range) {
        snapshot.store.pairs = before->store.pairs;
        snapshot.summaries = before->summaries;
        snapshot.pairIntervals = before->pairIntervals;
        return;
    }
    const auto allPairs = snapshot.store.pairs;
    if (range)
        snapshot.store.pairs =
            store::totalsInRange(snapshot.store.events, *allPairs, range->first, range->last);
    snapshot.summaries = std::make_shared<const Summaries>(summarise(snapshot.store));
    snapshot.pairIntervals = intervalsByPair(snapshot.store.events, range, allPairs->size());
}

/// Whether two settings differ in nothing but rules, known services and parameters.
bool lookAtTheSame(const AnalysisSettings& left, const AnalysisSettings& right) {
    return left.range == right.range && left.includeMulticast == right.includeMulticast &&
           left.detection.detector == right.detection.detector &&
           left.detection.grouping == right.detection.grouping;
}

/// False when stop was requested.
bool detect(Snapshot& snapshot, const Snapshot* before, const std::stop_token& stop) {
    using analysis::Detection;
    const AnalysisSettings& settings = snapshot.settings;
    const analysis::DetectionSettings& wanted = settings.detection;
    if (before == nullptr || !lookAtTheSame(before->settings, settings))
        snapshot.detection = Detection::run(analysisInput(snapshot), wanted, stop);
    else if (snapshot.exclusions != before->exclusions ||
             settings.knownServices != before->settings.knownServices)
        snapshot.detection =
            Detection::rerun(*before->detection, analysisInput(snapshot), wanted, stop);
    else
        snapshot.detection = before->detection->withParameters(wanted.parameters);
    if (!snapshot.detection || stop.stop_requested())
        return false;
    if (const auto& coverage = snapshot.detection->coverage())
        setReachNotice(*coverage, snapshot.capture.notices);
    snapshot.findingsByClient =
        countFindingsByClient(*snapshot.detection, snapshot.store.addresses.size());
    snapshot.ruleHits = hitsByRule(snapshot, before);
    return true;
}

} // namespace

std::shared_ptr<const Snapshot> Investigation::load(const std::vector<std::string>& paths,
                                                    const AnalysisSettings& settings,
                                                    Progress& progress, std::stop_token stop,
                                                    const Publish& provisional,
                                                    const std::stop_token& endReading) {
    const std::uint64_t number = ++m_loadsStarted;
    std::function<void(LoadedCapture)> publish;
    if (provisional) {
        publish = [&, number](LoadedCapture capture) {
            auto snapshot = std::make_shared<Snapshot>();
            snapshot->generation = ++m_generation;
            snapshot->load = number;
            snapshot->isLoading = true;
            snapshot->capture = std::move(capture.facts);
            snapshot->store = std::move(capture.store);
            snapshot->summaries = std::make_shared<const Summaries>(summarise(snapshot->store));
            snapshot->settings = settings;
            provisional(std::move(snapshot));
        };
    }
    auto capture = loadCapture(paths, progress, stop, publish, endReading);
    if (!capture)
        return nullptr;
    --m_loadsStarted; // take() counts it
    return take(std::move(*capture), settings, std::move(stop));
}

std::shared_ptr<const Snapshot>
Investigation::take(LoadedCapture capture, const AnalysisSettings& settings, std::stop_token stop) {
    const std::uint64_t number = ++m_loadsStarted;
    auto previous = std::exchange(m_loaded, std::move(capture));
    const std::uint64_t previousNumber = std::exchange(m_load, number);
    auto snapshot = analyse(settings, std::move(stop));
    if (!snapshot) {
        m_loaded = std::move(previous);
        m_load = previousNumber;
    }
    return snapshot;
}

const Snapshot* Investigation::reusable() const {
    return m_latest && m_latest->load == m_load ? m_latest.get() : nullptr;
}

std::shared_ptr<const Snapshot> Investigation::analyse(const AnalysisSettings& settings,
                                                       std::stop_token stop) {
    if (!m_loaded)
        return nullptr;
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->generation = ++m_generation;
    snapshot->load = m_load;
    snapshot->capture = m_loaded->facts;
    snapshot->store = m_loaded->store;
    snapshot->settings = settings;

    const Snapshot* before = reusable();
    const bool sameRules = before != nullptr && *before->settings.rules == *settings.rules;
    snapshot->exclusions =
        sameRules ? before->exclusions
                  : std::make_shared<const analysis::Exclusions>(
                        *settings.rules, snapshot->store.names, snapshot->store.addresses);
    fillTables(*snapshot, before);
    if (!detect(*snapshot, before, stop))
        return nullptr;
    snapshot->emptyReason = reasonForNothing(*snapshot);
    m_latest = snapshot;
    return snapshot;
}

} // namespace beaconscope::engine
