// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/snapshot/detector_judgements.h"

#include "core/base/text.h"
#include "core/detect/registry/detectors.h"
#include "core/snapshot/detection_subject.h"
#include "core/snapshot/selection.h"

#include <fmt/core.h>

#include <utility>

namespace beaconscope::snapshot {

namespace {

using detect::Detection;
using detect::Finding;
using store::Event;

constexpr std::size_t kRowsBetweenStopChecks = 65'536;

ColumnView<Event> eventsOf(const Snapshot& snapshot, std::span<const EventId> rows) {
    AppendOnlyColumn<Event> events;
    for (const EventId row : rows)
        events.append(snapshot.store.events[row.index()]);
    return events.view();
}

/// Returns the events of all clients for the names that `rows` ask for.
ColumnView<Event> eventsOfSameNames(const Snapshot& snapshot, std::span<const EventId> rows,
                                    const std::stop_token& stop) {
    const auto& all = snapshot.store.events;
    std::vector<bool> isAskedFor(snapshot.store.names.names.size(), false);
    for (const EventId row : rows)
        isAskedFor[all[row.index()].name.index()] = true;
    AppendOnlyColumn<Event> events;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i % kRowsBetweenStopChecks == 0 && stop.stop_requested())
            break;
        if (isAskedFor[all[i].name.index()])
            events.append(all[i]);
    }
    return events.view();
}

/// Asks the detectors about one series.
class Panel {
public:
    Panel(const Snapshot& snapshot, const SelectionDetail& detail, const std::stop_token& stop)
        : m_snapshot(snapshot)
        , m_detail(detail)
        , m_stop(stop)
        , m_rows(snapshot.detection->rows(*detail.findingRank))
        , m_subject(detectionSubject(snapshot)) {
        m_subject.input.events = eventsOf(snapshot, m_rows);
        // A series that a rule hides is compared like any other, and the queries of every series
        // have passed the rules that leave out single queries. So rules must not act again here.
        m_subject.input.exclusions = nullptr;
    }

    /// Returns what the tables show already.
    DetectorJudgement inForce() const {
        const auto& settings = m_snapshot.settings.detection;
        return {settings.detector,
                m_detail.finding->judgement.flagged,
                m_snapshot.detection->decidingValue(*m_detail.findingRank),
                m_snapshot.detection->reasons(*m_detail.findingRank),
                {}};
    }

    /// Runs `detector` with its default parameters.
    DetectorJudgement ask(const std::shared_ptr<const detect::Detector>& detector) const {
        const bool poolsClients = detector->info().groupings.front() == series::Grouping::Name;
        detect::Subject subject = m_subject;
        if (poolsClients)
            subject.input.events = eventsOfSameNames(m_snapshot, m_rows, m_stop);
        const auto detection = Detection::run(subject, detect::settingsFor(detector), m_stop);
        if (!detection || detection->size() == 0)
            return {detector, false, {}, {}, {}};
        const Finding finding = detection->finding(0);
        return {detector, finding.judgement.flagged, detection->decidingValue(0),
                detection->reasons(0), basis(finding, detection->size(), poolsClients)};
    }

private:
    std::string basis(const Finding& finding, std::size_t seriesCount, bool poolsClients) const {
        if (poolsClients)
            return fmt::format("This detector looked at {} for {} from all clients.",
                               counted(finding.judgement.beats.value_or(0), "message", "messages"),
                               askedFor(finding));
        if (finding.queries == m_rows.size())
            return {};
        return fmt::format("This detector looked at {} of the {} queries, those for {}: the "
                           "strongest of {} series.",
                           withThousands(finding.queries), withThousands(m_rows.size()),
                           askedFor(finding), withThousands(seriesCount));
    }

    std::string askedFor(const Finding& finding) const {
        const auto& names = m_snapshot.store.names;
        if (finding.key.name.isValid())
            return names.text(finding.key.name);
        return finding.key.domain.isValid() ? names.text(finding.key.domain)
                                            : "names that do not exist";
    }

    const Snapshot& m_snapshot;
    const SelectionDetail& m_detail;
    const std::stop_token& m_stop;
    std::span<const EventId> m_rows; ///< the events of the series
    detect::Subject m_subject;       ///< holds only these events
};

} // namespace

std::vector<DetectorJudgement> judgementsByDetector(const Snapshot& snapshot,
                                                    const SelectionDetail& detail,
                                                    const std::stop_token& stop) {
    std::vector<DetectorJudgement> judgements;
    if (!detail.findingRank)
        return judgements;
    const Panel panel(snapshot, detail, stop);
    for (const auto& detector : detect::detectors()) {
        if (stop.stop_requested())
            break;
        judgements.push_back(detector == snapshot.settings.detection.detector
                                 ? panel.inForce()
                                 : panel.ask(detector));
    }
    return judgements;
}

} // namespace beaconscope::snapshot
