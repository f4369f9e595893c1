// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/snapshot/selection.h"

#include "core/base/text.h"
#include "core/detect/detector.h"
#include "core/snapshot/detection_subject.h"

#include <fmt/core.h>

#include <algorithm>
#include <cctype>
#include <string_view>
#include <utility>

namespace beaconscope::snapshot {

namespace {

using series::SeriesKey;
using store::Event;
using store::EventFlag;

constexpr std::size_t kRowsBetweenStopChecks = 65'536;

/// Finds the queries of a selection, and the words that name it.
class Selector {
public:
    explicit Selector(const Snapshot& snapshot)
        : m_snapshot(snapshot) {}

    bool contains(std::monostate, const Event&) const { return false; }
    bool contains(const SelectedFinding&, const Event&) const { return false; }
    bool contains(PairId pair, const Event& event) const { return event.pair == pair; }
    bool contains(NameId name, const Event& event) const { return event.name == name; }
    bool contains(AddressId client, const Event& event) const { return event.client == client; }
    bool contains(DomainId domain, const Event& event) const {
        return m_snapshot.store.names.domainOf(event.name) == domain;
    }
    /// A selected event shows the whole pair that it belongs to.
    bool contains(EventId id, const Event& event) const {
        return event.pair == m_snapshot.store.events[id.index()].pair;
    }

    bool concerns(const SelectedFinding&, const SeriesKey&) const { return false; }
    bool concerns(std::monostate, const SeriesKey&) const { return false; }
    bool concerns(PairId pair, const SeriesKey& key) const {
        const store::PairTotals& totals = (*m_snapshot.store.pairs)[pair.index()];
        return concerns(totals.name, key) && (!key.client.isValid() || key.client == totals.client);
    }
    bool concerns(NameId name, const SeriesKey& key) const {
        if (!key.name.isValid())
            return key.domain.isValid() && key.domain == m_snapshot.store.names.domainOf(name);
        return m_snapshot.store.names.names[key.name.index()].canonical == name;
    }
    bool concerns(DomainId domain, const SeriesKey& key) const { return key.domain == domain; }
    bool concerns(AddressId client, const SeriesKey& key) const { return key.client == client; }
    bool concerns(EventId id, const SeriesKey& key) const {
        return concerns(m_snapshot.store.events[id.index()].pair, key);
    }

    std::string title(std::monostate) const { return {}; }
    std::string title(const SelectedFinding& selected) const {
        const detect::Finding finding = m_snapshot.detection->finding(selected.rank);
        const SeriesKey& key = finding.key;
        const NameId name =
            key.name.isValid() ? key.name : finding.judgement.carrier.value_or(NameId());
        std::string what = name.isValid()         ? names().text(name)
                           : key.domain.isValid() ? names().text(key.domain)
                                                  : "names that do not exist";
        if (key.kind == series::FindingKind::LookAlikes)
            what += " and others";
        else if (key.domain.isValid() && hasOtherNames(selected, what))
            what +=
                name.isValid() ? " and others of " + names().text(key.domain) : " and all below it";
        return key.client.isValid() ? fmt::format("{} → {}", address(key.client), what) : what;
    }
    std::string title(PairId pair) const {
        const store::PairTotals& totals = (*m_snapshot.store.pairs)[pair.index()];
        return fmt::format("{} → {}", address(totals.client), names().text(totals.name));
    }
    std::string title(NameId name) const { return names().text(name); }
    std::string title(DomainId domain) const {
        return fmt::format("{} and all below it", names().text(domain));
    }
    std::string title(AddressId client) const { return address(client); }
    std::string title(EventId id) const { return title(m_snapshot.store.events[id.index()].pair); }

    /// Returns what the judged beats ask for: one name, or several in words.
    std::string subject(const detect::JudgedBeats& beats, const SeriesKey& key) const {
        if (beats.name)
            return names().text(*beats.name);
        if (!key.domain.isValid())
            return "all names that do not exist";
        return fmt::format("all names of {}{}", names().text(key.domain),
                           key.kind == series::FindingKind::LookAlikes ? " and others" : "");
    }

    std::vector<EventId> events(const Selection& selection, const std::stop_token& stop) const {
        std::vector<EventId> rows;
        const auto& events = m_snapshot.store.events;
        series::AnalysisInput input = detectionSubject(m_snapshot).input;
        input.includeMulticast = true;
        for (std::size_t i = 0; i < events.size(); ++i) {
            if (i % kRowsBetweenStopChecks == 0 && stop.stop_requested())
                return {};
            const Event& event = events[i];
            if (!input.isJudged(event))
                continue;
            if (std::visit([&](const auto& what) { return contains(what, event); }, selection))
                rows.emplace_back(static_cast<std::uint32_t>(i));
        }
        std::stable_sort(rows.begin(), rows.end(), [&events](EventId left, EventId right) {
            return events[left.index()].time < events[right.index()].time;
        });
        return rows;
    }

private:
    /// Returns whether a finding has queries for other names than `name`.
    bool hasOtherNames(const SelectedFinding& selected, std::string_view name) const {
        return std::ranges::any_of(m_snapshot.detection->rows(selected.rank), [&](EventId row) {
            return names().text(m_snapshot.store.events[row.index()].name) != name;
        });
    }
    const store::NameTableView& names() const { return m_snapshot.store.names; }
    std::string address(AddressId id) const {
        return m_snapshot.store.addresses[id.index()].toString();
    }

    const Snapshot& m_snapshot;
};

/// Returns whether the snapshot holds what the selection names.
bool exists(const Snapshot& snapshot, const Selection& selection) {
    struct Exists {
        const Snapshot& snapshot;
        bool operator()(std::monostate) const { return false; }
        bool operator()(const SelectedFinding& selected) const {
            return selected.rank < snapshot.detection->size();
        }
        bool operator()(PairId id) const { return id.index() < snapshot.store.pairs->size(); }
        bool operator()(NameId id) const { return id.index() < snapshot.store.names.names.size(); }
        bool operator()(DomainId id) const {
            return id.index() < snapshot.store.names.domains.size();
        }
        bool operator()(AddressId id) const { return id.index() < snapshot.store.addresses.size(); }
        bool operator()(EventId id) const { return id.index() < snapshot.store.events.size(); }
    };
    return std::visit(Exists{snapshot}, selection);
}

/// Returns the rank of the selected finding. For another selection, returns the rank of the
/// strongest finding about it. That finding must hold at least one query of the selection, because
/// rules may have taken the queries of a name out of the series of its domain.
std::optional<std::size_t> bestFinding(const Snapshot& snapshot, const Selection& selection) {
    if (const auto* selected = std::get_if<SelectedFinding>(&selection))
        return selected->rank;
    const detect::Detection& detection = *snapshot.detection;
    const Selector selector(snapshot);
    for (std::size_t rank = 0; rank < detection.size(); ++rank) {
        const auto concerns = [&](const auto& what) {
            return selector.concerns(what, detection.key(rank));
        };
        const auto isOfSelection = [&](EventId row) {
            const Event& event = snapshot.store.events[row.index()];
            return std::visit([&](const auto& what) { return selector.contains(what, event); },
                              selection);
        };
        if (std::visit(concerns, selection) &&
            std::ranges::any_of(detection.rows(rank), isOfSelection))
            return rank;
    }
    return std::nullopt;
}

std::optional<double> medianTtl(const ColumnView<Event>& events, std::span<const EventId> rows) {
    std::vector<std::uint32_t> ttls;
    for (const EventId row : rows) {
        if (events[row.index()].has(EventFlag::HasTtl))
            ttls.push_back(events[row.index()].ttlSeconds);
    }
    if (ttls.empty())
        return std::nullopt;
    const auto middle = ttls.begin() + static_cast<std::ptrdiff_t>(ttls.size() / 2);
    std::nth_element(ttls.begin(), middle, ttls.end());
    return *middle;
}

/// Takes the TTL that the detector used, or the median of the selected queries if it used none.
void setTtl(const ColumnView<Event>& events, SelectionDetail& detail) {
    detail.isTtlOfFinding = detail.finding && detail.finding->judgement.falseAlarm;
    detail.ttlSeconds = detail.isTtlOfFinding ? detail.finding->judgement.ttlSeconds
                                              : medianTtl(events, detail.events);
}

/// Returns the judged beats of the finding at `rank`, or nothing if `times` does not hold them all.
std::optional<JudgedSelection> judgedOf(const Snapshot& snapshot, std::size_t rank,
                                        std::span<const Timestamp> times) {
    std::optional<detect::JudgedBeats> beats = snapshot.detection->judgedBeats(rank);
    if (!beats || !std::ranges::includes(times, beats->times))
        return std::nullopt;
    JudgedSelection judged;
    judged.intervals = series::intervalStatistics(beats->intervalsSeconds);
    constexpr std::size_t kMaxCharacters = 60; // it stands in a line with other words
    judged.title =
        "beats of " + shortenName(Selector(snapshot).subject(*beats, snapshot.detection->key(rank)),
                                  kMaxCharacters);
    judged.beats = std::move(*beats);
    return judged;
}

/// Returns for example "Beacon. ", because two findings may have the same client and name. Returns
/// an empty string when the selected row is not a finding.
std::string kindOf(const SelectionDetail& detail) {
    if (!std::holds_alternative<SelectedFinding>(detail.selection))
        return {};
    std::string kind = detail.findingKind + ". ";
    kind.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(kind.front())));
    return kind;
}

std::string subtitleOf(const SelectionDetail& detail) {
    if (detail.times.empty())
        return "No queries in view.";
    const std::string what = detail.timesMessages
                                 ? counted(detail.times.size(), "DNS message", "DNS messages")
                                 : counted(detail.times.size(), "query", "queries");
    if (detail.times.size() == 1)
        return kindOf(detail) + what + '.';
    return fmt::format("{}{} in {}.", kindOf(detail), what,
                       toHumanDuration(seconds(detail.times.back() - detail.times.front())));
}

std::string hiddenBy(const Snapshot& snapshot, const detect::Finding& finding) {
    const auto& rules = snapshot.settings.rules->rules();
    return fmt::format("Hidden by the rule “{}”.",
                       rules::describe(rules[static_cast<std::size_t>(finding.excludedBy)]));
}

/// Returns why no detector has reasons for this selection.
std::string reasonWithoutFinding(const SelectionDetail& detail) {
    if (detail.times.empty())
        return "Only responses were captured; timing is judged on queries.";
    return "No series of this selection was judged: see whether mDNS and LLMNR, or the time "
           "range, leave it out.";
}

} // namespace

std::shared_ptr<SelectionDetail>
describeSelection(const Snapshot& snapshot, const Selection& selection, std::stop_token stop) {
    if (!snapshot.detection || !exists(snapshot, selection))
        return nullptr;
    const Selector selector(snapshot);
    const detect::Detector& detector = *snapshot.settings.detection.detector;
    const auto& events = snapshot.store.events;

    auto detail = std::make_shared<SelectionDetail>();
    detail->selection = selection;
    detail->snapshotGeneration = snapshot.generation;
    detail->title = std::visit([&](const auto& what) { return selector.title(what); }, selection);
    const std::optional<std::size_t> rank = bestFinding(snapshot, selection);
    if (std::holds_alternative<SelectedFinding>(selection)) {
        const auto rows = snapshot.detection->rows(*rank);
        detail->events.assign(rows.begin(), rows.end());
        detail->times = detector.timesOf(events, detail->events);
        detail->timesMessages = detector.info().timesMessages;
    } else {
        detail->events = selector.events(selection, stop);
        for (const EventId row : detail->events)
            detail->times.push_back(events[row.index()].time);
    }
    if (stop.stop_requested())
        return nullptr;
    const auto isLone = [&events](EventId row) {
        return !events[row.index()].has(EventFlag::HasQuery);
    };
    detail->timesMessages = detail->timesMessages || std::ranges::any_of(detail->events, isLone);
    detail->intervalsSeconds = detect::intervalsOf(detail->times);
    detail->intervals = series::intervalStatistics(detail->intervalsSeconds);
    if (rank) {
        detail->finding = snapshot.detection->finding(*rank);
        detail->findingRank = rank;
        detail->findingKind =
            series::describe(detail->finding->key.kind, detail->finding->judgement.flagged);
        if (std::string title = selector.title(SelectedFinding{*rank}); title != detail->title)
            detail->findingTitle = std::move(title);
        detail->judged = judgedOf(snapshot, *rank, detail->times);
        detail->periodSeconds = detail->finding->judgement.periodSeconds;
        detail->reasons = snapshot.detection->reasons(*rank);
        if (detail->finding->isExcluded())
            detail->reasons.insert(detail->reasons.begin(), hiddenBy(snapshot, *detail->finding));
    }
    detail->subtitle = subtitleOf(*detail);
    setTtl(events, *detail);
    detail->captured = detectionSubject(snapshot).input.captured;
    if (detail->reasons.empty())
        detail->reasons.push_back(reasonWithoutFinding(*detail));
    return detail;
}

} // namespace beaconscope::snapshot
