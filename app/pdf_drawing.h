// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/snapshot.h"

#include <string>

namespace beaconscope::app {

/// Returns the bytes of a PDF file with the report, or no bytes when it cannot be drawn. Needs no
/// display. Creates an application object, so there must not be one already.
std::string drawPdf(const snapshot::Snapshot& snapshot, int& argc, char** argv);

} // namespace beaconscope::app
