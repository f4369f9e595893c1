// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/analysis/detector.h"
#include "core/capture/skip_reason.h"
#include "core/engine/capture_facts.h"
#include "core/store/event_store.h"

#include <vector>

namespace beaconscope::engine {

/// The skip counters that are not zero, ready for people and files.
std::vector<SkippedCount> skippedCounts(const capture::SkipCounts& skipped);

/// What the user should be told of a capture that has been read: damaged and unreadable files,
/// what was skipped, one-sided captures, what the capture can show at all. `facts` holds
/// everything but the notices.
std::vector<Notice> noticesFor(const CaptureFacts& facts, const store::MessageCounts& counts);

/// Puts what a run of a detector can show, and how many false findings to expect of it, in the
/// place of what is known before any run.
void setReachNotice(const analysis::Coverage& coverage, std::vector<Notice>& notices);

} // namespace beaconscope::engine
