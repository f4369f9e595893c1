// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/snapshot/analysis_input.h"

namespace beaconscope::snapshot {

series::AnalysisInput analysisInput(const Snapshot& snapshot) {
    series::AnalysisInput input;
    input.events = snapshot.store.events;
    input.names = snapshot.store.names;
    input.addresses = snapshot.store.addresses;
    input.exclusions = snapshot.exclusions;
    input.knownServices = snapshot.settings.knownServices;
    input.range = snapshot.settings.range;
    input.includeMulticast = snapshot.settings.includeMulticast;
    input.captureFirst = snapshot.capture.first.value_or(Timestamp{});
    input.captureLast = snapshot.capture.last.value_or(Timestamp{});
    return input;
}

} // namespace beaconscope::snapshot
