// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/snapshot.h"

#include <string>

namespace beaconscope::app {

/// Returns the bytes of a PDF file with the report, or none when it cannot be drawn. Needs no
/// display. Starts an application object of its own, so there must be none.
std::string drawPdf(const snapshot::Snapshot& snapshot, int& argc, char** argv);

} // namespace beaconscope::app
