// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/snapshot/subject_key.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace beaconscope::snapshot {

namespace {

using series::FindingKind;
using series::SeriesKey;
using store::Event;

/// Writes ids of one snapshot as what they stand for.
class KeyWriter {
public:
    explicit KeyWriter(const Snapshot& snapshot)
        : m_snapshot(snapshot) {}

    SubjectKey operator()(std::monostate) const { return {}; }
    SubjectKey operator()(const SelectedFinding& selected) const {
        const detect::Detection& detection = *m_snapshot.detection;
        const SeriesKey& series = detection.key(selected.rank);
        SubjectKey key;
        key.finding = series.kind;
        if (series.client.isValid())
            key.client = m_snapshot.store.addresses[series.client.index()];
        if (series.name.isValid())
            key.name = names().text(series.name);
        if (series.domain.isValid())
            key.domain = names().text(series.domain);
        if (detection.isSplitOff(selected.rank)) {
            const auto rule = static_cast<std::size_t>(detection.excludedBy(selected.rank));
            key.splitOffBy = m_snapshot.settings.rules->rules()[rule];
        }
        return key;
    }
    SubjectKey operator()(PairId pair) const {
        const store::PairTotals& totals = (*m_snapshot.store.pairs)[pair.index()];
        SubjectKey key = (*this)(totals.name);
        key.client = m_snapshot.store.addresses[totals.client.index()];
        return key;
    }
    SubjectKey operator()(NameId name) const {
        SubjectKey key;
        key.name = names().text(name);
        key.domain = names().text(names().domainOf(name));
        return key;
    }
    SubjectKey operator()(DomainId domain) const {
        SubjectKey key;
        key.domain = names().text(domain);
        return key;
    }
    SubjectKey operator()(AddressId client) const {
        SubjectKey key;
        key.client = m_snapshot.store.addresses[client.index()];
        return key;
    }
    SubjectKey operator()(EventId id) const {
        const Event& event = m_snapshot.store.events[id.index()];
        const auto& files = m_snapshot.capture.files;
        SubjectKey key = (*this)(event.pair);
        key.query = QueryPlace{event.file < files.size() ? files[event.file].path : std::string(),
                               event.packet, event.id};
        return key;
    }

private:
    const store::NameTableView& names() const { return m_snapshot.store.names; }

    const Snapshot& m_snapshot;
};

/// The ids that the parts of a key have in one snapshot. An id is invalid if the key does not have
/// this part.
struct Ids {
    AddressId client;
    NameId name;
    DomainId domain;
};

template <typename Id, typename Column, typename Matches>
std::optional<Id> find(const Column& column, Matches matches) {
    for (std::size_t i = 0; i < column.size(); ++i) {
        const Id id(static_cast<std::uint32_t>(i));
        if (matches(id, column[i]))
            return id;
    }
    return std::nullopt;
}

/// Returns nothing if the snapshot does not have all parts of the key.
std::optional<Ids> idsOf(const Snapshot& snapshot, const SubjectKey& key) {
    const store::StoreView& store = snapshot.store;
    Ids ids;
    if (key.client) {
        const auto client =
            find<AddressId>(store.addresses, [&](AddressId, const IpAddress& address) {
                return address == *key.client;
            });
        if (!client)
            return std::nullopt;
        ids.client = *client;
    }
    if (!key.name.empty()) {
        const auto name =
            find<NameId>(store.names.names, [&](NameId id, const store::NameEntry& entry) {
                return entry.canonical == id && entry.text == key.name;
            });
        if (!name)
            return std::nullopt;
        ids.name = *name;
    }
    if (!key.domain.empty()) {
        const auto domain =
            find<DomainId>(store.names.domains, [&](DomainId, const store::DomainEntry& entry) {
                return entry.text == key.domain;
            });
        if (!domain)
            return std::nullopt;
        ids.domain = *domain;
    }
    return ids;
}

/// Returns the finding with this key. Prefers the one that the same rule split off, or none did.
Selection findFinding(const Snapshot& snapshot, const SubjectKey& key, const Ids& ids) {
    if (!snapshot.detection)
        return {};
    const SeriesKey wanted{ids.client, ids.name, ids.domain, *key.finding};
    const detect::Detection& detection = *snapshot.detection;
    Selection found;
    for (std::size_t rank = 0; rank < detection.size(); ++rank) {
        if (detection.key(rank) != wanted)
            continue;
        if (keyOf(snapshot, SelectedFinding{rank}).splitOffBy == key.splitOffBy)
            return SelectedFinding{rank};
        if (std::holds_alternative<std::monostate>(found))
            found = SelectedFinding{rank};
    }
    return found;
}

Selection findQuery(const Snapshot& snapshot, const SubjectKey& key, const Ids& ids) {
    const auto& events = snapshot.store.events;
    for (std::size_t i = 0; i < events.size(); ++i) {
        const Event& event = events[i];
        const EventId id(static_cast<std::uint32_t>(i));
        if (event.packet == key.query->packet && event.name == ids.name &&
            event.client == ids.client && keyOf(snapshot, id).query == key.query)
            return id;
    }
    return {};
}

Selection findPair(const Snapshot& snapshot, const Ids& ids) {
    const auto pair =
        find<PairId>(*snapshot.store.pairs, [&](PairId, const store::PairTotals& totals) {
            return totals.client == ids.client && totals.name == ids.name;
        });
    return pair ? Selection(*pair) : Selection();
}

template <typename Holds>
std::vector<EventId> eventsWhere(const Snapshot& snapshot, Holds holds) {
    const auto& range = snapshot.settings.range;
    const auto& events = snapshot.store.events;
    std::vector<EventId> found;
    for (std::size_t i = 0; i < events.size(); ++i) {
        if ((!range || range->contains(events[i].time)) && holds(events[i]))
            found.emplace_back(static_cast<std::uint32_t>(i));
    }
    return found;
}

/// Returns whether client, name and domain alone tell which events the key is about.
bool isPlain(const SubjectKey& key) {
    return !key.finding || *key.finding == FindingKind::Beacon ||
           *key.finding == FindingKind::Tunnel;
}

} // namespace

SubjectKey keyOf(const Snapshot& snapshot, const Selection& selection) {
    return std::visit(KeyWriter(snapshot), selection);
}

Selection resolve(const Snapshot& snapshot, const SubjectKey& key) {
    const std::optional<Ids> ids = idsOf(snapshot, key);
    if (!ids)
        return {};
    if (key.finding)
        return findFinding(snapshot, key, *ids);
    if (key.query)
        return findQuery(snapshot, key, *ids);
    if (ids->client.isValid() && ids->name.isValid())
        return findPair(snapshot, *ids);
    if (ids->name.isValid())
        return ids->name;
    if (ids->domain.isValid())
        return ids->domain;
    return ids->client.isValid() ? Selection(ids->client) : Selection();
}

std::optional<std::vector<EventId>> eventsOf(const Snapshot& snapshot, const SubjectKey& key) {
    const std::optional<Ids> ids = idsOf(snapshot, key);
    if (!ids)
        return isPlain(key) ? std::optional<std::vector<EventId>>(std::in_place) : std::nullopt;
    if (key.finding) {
        const Selection found = findFinding(snapshot, key, *ids);
        if (const auto* const finding = std::get_if<SelectedFinding>(&found)) {
            const auto rows = snapshot.detection->rows(finding->rank);
            return std::vector<EventId>(rows.begin(), rows.end());
        }
    }
    if (!isPlain(key))
        return std::nullopt;
    return eventsWhere(snapshot, [&](const Event& event) {
        const bool isOfWhat = ids->name.isValid()
                                  ? event.name == ids->name
                                  : !ids->domain.isValid() ||
                                        snapshot.store.names.domainOf(event.name) == ids->domain;
        return isOfWhat && (!ids->client.isValid() || event.client == ids->client);
    });
}

std::string describe(const SubjectKey& key) {
    std::string what = key.name.empty() ? key.domain : key.name;
    if (key.finding == FindingKind::LookAlikes)
        what += " and others";
    else if (key.finding == FindingKind::NxdomainPool)
        what = "names that do not exist";
    else if (key.name.empty() && !key.domain.empty())
        what += " and all below it";
    if (!key.client)
        return what;
    return what.empty() ? key.client->toString() : key.client->toString() + " → " + what;
}

} // namespace beaconscope::snapshot
