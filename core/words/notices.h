// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/detector.h"
#include "core/input/skip_reason.h"
#include "core/snapshot/capture_facts.h"
#include "core/store/event_store.h"

#include <vector>

namespace beaconscope::words {

/// The skip counters that are not zero, ready for people and files.
std::vector<snapshot::SkippedCount> skippedCounts(const input::SkipCounts& skipped);

/// What the user should be told of a capture that has been read: damaged and unreadable files,
/// what was skipped, one-sided captures, what the capture can show at all. `facts` holds
/// everything but the notices.
std::vector<snapshot::Notice> noticesFor(const snapshot::CaptureFacts& facts,
                                         const store::MessageCounts& counts);

/// Puts what a run of a detector can show, and how many false findings to expect of it, in the
/// place of what is known before any run.
void setReachNotice(const detect::Coverage& coverage, std::vector<snapshot::Notice>& notices);

} // namespace beaconscope::words
