// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/investigation.h"

#include "core/detect/detector.h"
#include "core/engine/loader.h"
#include "core/snapshot/detection_subject.h"
#include "core/snapshot/pair_intervals.h"
#include "core/snapshot/pairs_in_view.h"
#include "core/store/pair_totals.h"
#include "core/words/notices.h"
#include "core/words/outcome.h"

#include <fmt/core.h>

#include <stdexcept>
#include <utility>

namespace beaconscope::engine {

namespace {

std::vector<std::uint32_t> countFindingsByClient(const detect::Detection& detection,
                                                 std::size_t addressCount) {
    std::vector<std::uint32_t> counts(addressCount, 0);
    for (std::size_t i = 0; i < detection.reportedCount(); ++i) {
        const AddressId client = detection.key(i).client;
        if (client.isValid())
            ++counts[client.index()];
    }
    return counts;
}

/// Fills in the sums that the tables show, before rules. Takes those of `before` if it has them for
/// the same time range.
void fillPairs(snapshot::Snapshot& snapshot, const snapshot::Snapshot* before) {
    const auto& range = snapshot.settings.range;
    const bool isSameRange = before != nullptr && before->settings.range == range;
    const std::size_t pairCount = snapshot.store.pairs->size();
    if (isSameRange) {
        snapshot.pairIntervals = before->pairIntervals;
    } else {
        series::AnalysisInput input = snapshot::detectionSubject(snapshot).input;
        input.includeMulticast = true; // the tables list it, whether or not it is judged
        snapshot.pairIntervals = std::make_shared<const snapshot::PairIntervals>(input, pairCount);
    }
    if (!range)
        return;
    if (isSameRange && !before->exclusions->hasQueryTypes())
        snapshot.store.pairs = before->store.pairs;
    else
        snapshot.store.pairs = store::totalsInRange(snapshot.store.events, *snapshot.store.pairs,
                                                    range->first, range->last);
}

/// Returns the sums that the tables show. Takes those of `before` if its time range and its rules
/// are the same.
void fillTables(snapshot::Snapshot& snapshot, const snapshot::Snapshot* before) {
    if (before != nullptr && before->settings.range == snapshot.settings.range &&
        before->exclusions == snapshot.exclusions) {
        snapshot.store.pairs = before->store.pairs;
        snapshot.pairRules = before->pairRules;
        snapshot.summaries = before->summaries;
        snapshot.pairIntervals = before->pairIntervals;
        return;
    }
    fillPairs(snapshot, before);
    snapshot::PairsInView pairs =
        snapshot::pairsInView(snapshot.store, *snapshot.exclusions, snapshot.settings.range);
    snapshot.store.pairs = std::move(pairs.totals);
    snapshot.pairRules = std::move(pairs.rules);
    snapshot.summaries = std::make_shared<const snapshot::Summaries>(
        snapshot::summarise(snapshot.store, snapshot.pairRules.get()));
}

std::uint64_t countQueries(const store::StoreView& store) {
    std::uint64_t queries = 0;
    for (const store::PairTotals& pair : *store.pairs)
        queries += pair.totals.queries;
    return queries;
}

/// Returns whether two settings are the same apart from rules, known services and parameters.
bool lookAtTheSame(const snapshot::AnalysisSettings& left,
                   const snapshot::AnalysisSettings& right) {
    return left.range == right.range && left.includeMulticast == right.includeMulticast &&
           left.detection.detector == right.detection.detector &&
           left.detection.grouping == right.detection.grouping;
}

/// Returns false when stop was requested.
bool detect(snapshot::Snapshot& snapshot, const snapshot::Snapshot* before,
            const std::stop_token& stop) {
    using detect::Detection;
    const snapshot::AnalysisSettings& settings = snapshot.settings;
    const detect::DetectionSettings& wanted = settings.detection;
    if (before == nullptr || !lookAtTheSame(before->settings, settings))
        snapshot.detection = Detection::run(snapshot::detectionSubject(snapshot), wanted, stop);
    else if (snapshot.exclusions != before->exclusions ||
             settings.knownServices != before->settings.knownServices)
        snapshot.detection = Detection::rerun(*before->detection,
                                              snapshot::detectionSubject(snapshot), wanted, stop);
    else
        snapshot.detection = before->detection->withParameters(wanted.parameters);
    if (!snapshot.detection || stop.stop_requested())
        return false;
    if (const auto& coverage = snapshot.detection->coverage())
        words::setReachNotice(*coverage, snapshot.capture);
    snapshot.findingsByClient =
        countFindingsByClient(*snapshot.detection, snapshot.store.addresses.size());
    snapshot.ruleHits = snapshot::hitsByRule(snapshot, before);
    return true;
}

/// Decides which responses are judged instead of queries, and says so.
void judgeLoneResponses(LoadedCapture& capture) {
    auto lone = std::make_shared<const store::LoneResponses>(capture.store.events);
    if (lone->count() == 0)
        return;
    words::addLoneResponsesNotice(*lone, capture.facts);
    capture.store.loneResponses = std::move(lone);
}

/// Throws if no file could be opened, and says why of each.
void throwIfUnreadable(const snapshot::CaptureFacts& facts) {
    std::string problems;
    for (const input::FileFacts& file : facts.files) {
        if (file.opened)
            return;
        problems += fmt::format("{}{}: not read: {}.", problems.empty() ? "" : "\n", file.path,
                                file.problem);
    }
    if (!problems.empty())
        throw std::runtime_error(problems);
}

} // namespace

std::shared_ptr<const snapshot::Snapshot> Investigation::load(
    const std::vector<std::string>& paths, const snapshot::AnalysisSettings& settings,
    Progress& progress, std::stop_token stop, const Publish& provisional,
    const std::stop_token& endReading, Unreadable unreadable, const input::ReadOptions& options) {
    const std::uint64_t number = ++m_loadsStarted;
    std::function<void(LoadedCapture)> publish;
    if (provisional) {
        publish = [&, number](LoadedCapture capture) {
            auto snapshot = std::make_shared<snapshot::Snapshot>();
            snapshot->generation = ++m_generation;
            snapshot->load = number;
            snapshot->isLoading = true;
            snapshot->capture = std::move(capture.facts);
            snapshot->store = std::move(capture.store);
            snapshot->queries = countQueries(snapshot->store);
            snapshot->summaries =
                std::make_shared<const snapshot::Summaries>(snapshot::summarise(snapshot->store));
            snapshot->settings = settings;
            provisional(std::move(snapshot));
        };
    }
    auto capture = loadCapture(paths, progress, stop, publish, endReading, options);
    if (!capture)
        return nullptr;
    if (unreadable == Unreadable::Fails)
        throwIfUnreadable(capture->facts);
    --m_loadsStarted; // take() counts it
    return take(std::move(*capture), settings, std::move(stop));
}

std::shared_ptr<const snapshot::Snapshot>
Investigation::take(LoadedCapture capture, const snapshot::AnalysisSettings& settings,
                    std::stop_token stop) {
    const std::uint64_t number = ++m_loadsStarted;
    judgeLoneResponses(capture);
    auto previous = std::exchange(m_loaded, std::move(capture));
    const std::uint64_t previousNumber = std::exchange(m_load, number);
    auto snapshot = analyse(settings, std::move(stop));
    if (!snapshot) {
        m_loaded = std::move(previous);
        m_load = previousNumber;
    }
    return snapshot;
}

const snapshot::Snapshot* Investigation::reusable() const {
    return m_latest && m_latest->load == m_load ? m_latest.get() : nullptr;
}

std::shared_ptr<const snapshot::Snapshot>
Investigation::analyse(const snapshot::AnalysisSettings& settings, std::stop_token stop) {
    if (!m_loaded)
        return nullptr;
    auto snapshot = std::make_shared<snapshot::Snapshot>();
    snapshot->generation = ++m_generation;
    snapshot->load = m_load;
    snapshot->capture = m_loaded->facts;
    snapshot->store = m_loaded->store;
    snapshot->queries = countQueries(snapshot->store);
    snapshot->settings = settings;

    const snapshot::Snapshot* before = reusable();
    const bool sameRules = before != nullptr && *before->settings.rules == *settings.rules;
    snapshot->exclusions =
        sameRules ? before->exclusions
                  : std::make_shared<const series::Exclusions>(
                        *settings.rules, snapshot->store.names, snapshot->store.addresses);
    fillTables(*snapshot, before);
    if (!detect(*snapshot, before, stop))
        return nullptr;
    snapshot->emptyReason = words::reasonForNothing(*snapshot);
    m_latest = snapshot;
    return snapshot;
}

} // namespace beaconscope::engine
