// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/capture_facts.h"

#include <vector>

namespace beaconscope::words {

/// Adds what is odd about the times in the files of `facts`: packets without a time or far off,
/// places where a clock was set back, and files that are not in the order of their times.
void addTimeNotices(const snapshot::CaptureFacts& facts, std::vector<snapshot::Notice>& notices);

} // namespace beaconscope::words
