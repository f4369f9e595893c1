// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/detector.h"
#include "core/input/skip_reason.h"
#include "core/snapshot/capture_facts.h"
#include "core/store/event_store.h"

#include <vector>

namespace beaconscope::words {

/// Returns the skip counters that are not zero, each with its description in words.
std::vector<snapshot::SkippedCount> skippedCounts(const input::SkipCounts& skipped);

/// Returns what the user should know about a capture that has been read: files that are damaged or
/// cannot be read, what was skipped, whether one direction is missing, and which periods the
/// capture can show. `facts.notices` is not read.
std::vector<snapshot::Notice> noticesFor(const snapshot::CaptureFacts& facts,
                                         const store::MessageCounts& counts);

/// Adds to the notices of `facts` that the times of responses are judged, because their queries are
/// not in the capture.
void addLoneResponsesNotice(const store::LoneResponses& responses, snapshot::CaptureFacts& facts);

/// Replaces the notice on periods among those of `facts` by what `coverage` of a detector run says:
/// which periods the run can show, and how many false findings to expect. Before a run, that notice
/// is only an estimate.
void setReachNotice(const detect::Coverage& coverage, snapshot::CaptureFacts& facts);

} // namespace beaconscope::words
