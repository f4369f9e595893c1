// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/snapshot/detection_subject.h"

namespace beaconscope::snapshot {

detect::Subject detectionSubject(const Snapshot& snapshot) {
    detect::Subject subject;
    series::AnalysisInput& input = subject.input;
    input.events = snapshot.store.events;
    input.names = snapshot.store.names;
    input.addresses = snapshot.store.addresses;
    input.exclusions = snapshot.exclusions;
    input.range = snapshot.settings.range;
    input.includeMulticast = snapshot.settings.includeMulticast;
    input.timeGrids = snapshot.capture.timeGrids;
    input.captureFirst = snapshot.capture.first.value_or(Timestamp{});
    input.captureLast = snapshot.capture.last.value_or(Timestamp{});
    subject.knownServices = snapshot.settings.knownServices;
    return subject;
}

} // namespace beaconscope::snapshot
