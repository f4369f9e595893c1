// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/make_data/capture_script.h"

namespace beaconscope::testdata {

/// Damaged, cut and lying packets between good ones.
CaptureScript damagedQueries();

} // namespace beaconscope::testdata
