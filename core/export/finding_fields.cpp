// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/export/finding_fields.h"

namespace beaconscope::exporting {

using detect::Finding;
using snapshot::Snapshot;

std::size_t listedFindings(const Snapshot& snapshot, Listed listed) {
    if (!snapshot.detection)
        return 0;
    return listed == Listed::All ? snapshot.detection->size() : snapshot.detection->reportedCount();
}

std::string clientOf(const Snapshot& snapshot, const Finding& finding) {
    const AddressId client = finding.key.client;
    return client.isValid() ? snapshot.store.addresses[client.index()].toString() : std::string();
}

std::string nameOf(const Snapshot& snapshot, const Finding& finding) {
    const NameId name = finding.key.name.isValid() ? finding.key.name
                                                   : finding.judgement.carrier.value_or(NameId());
    return name.isValid() ? snapshot.store.names.text(name) : std::string();
}

std::string domainOf(const Snapshot& snapshot, const Finding& finding) {
    const DomainId domain = finding.key.domain;
    return domain.isValid() ? snapshot.store.names.text(domain) : std::string(kPoolDomain);
}

std::string excludedByOf(const Snapshot& snapshot, const Finding& finding) {
    if (!finding.isExcluded())
        return {};
    return rules::describe(
        snapshot.settings.rules->rules()[static_cast<std::size_t>(finding.excludedBy)]);
}

} // namespace beaconscope::exporting
