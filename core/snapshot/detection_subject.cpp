// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/snapshot/detection_subject.h"

#include <algorithm>

namespace beaconscope::snapshot {

namespace {

/// Returns null if it is all the time from the first packet to the last.
std::shared_ptr<const TimeSpans> capturedTime(const CaptureFacts& capture) {
    if (capture.captured.spans().size() < 2)
        return nullptr;
    return std::make_shared<const TimeSpans>(capture.captured);
}

} // namespace

detect::Subject detectionSubject(const Snapshot& snapshot) {
    detect::Subject subject;
    series::AnalysisInput& input = subject.input;
    input.events = snapshot.store.events;
    input.names = snapshot.store.names;
    input.addresses = snapshot.store.addresses;
    input.loneResponses = snapshot.store.loneResponses;
    input.exclusions = snapshot.exclusions;
    input.range = snapshot.settings.range;
    input.includeMulticast = snapshot.settings.includeMulticast;
    input.timeGrids = snapshot.capture.timeGrids;
    input.captureFirst = snapshot.capture.first.value_or(Timestamp{});
    input.captureLast = snapshot.capture.last.value_or(Timestamp{});
    input.captured = capturedTime(snapshot.capture);
    input.hasStrayTimes = std::ranges::any_of(snapshot.capture.files, [](const auto& file) {
        return file.strays || file.withoutTime > 0;
    });
    subject.knownServices = snapshot.settings.knownServices;
    return subject;
}

} // namespace beaconscope::snapshot
