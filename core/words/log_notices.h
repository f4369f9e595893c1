// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/capture_facts.h"

#include <string>
#include <vector>

namespace beaconscope::words {

/// Says of the logs of a capture what they cannot tell, which lines were passed over because they
/// belong to other logs, and which fields could not be read.
void addLogNotices(const snapshot::CaptureFacts& facts, std::vector<snapshot::Notice>& notices);

/// Says which lines of a log could not be read, with the first of each cause: "9 lines cannot be
/// read. Line 12 is a line whose ts cannot be read: “never”". Empty if all could be read.
std::string describeLostLines(const input::FileFacts& file);

} // namespace beaconscope::words
