// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/capture_facts.h"

#include <string>
#include <vector>

namespace beaconscope::words {

/// Adds a notice for each kind of packets that are not read. It is a warning where they are many.
void addUnreadNotices(const snapshot::CaptureFacts& facts, std::vector<snapshot::Notice>& notices);

/// Returns a sentence or two for each kind of packets that are not read, or an empty string.
std::string describeUnread(const snapshot::CaptureFacts& facts);

} // namespace beaconscope::words
