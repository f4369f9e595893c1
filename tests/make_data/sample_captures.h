// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/support/packet_builder.h"

#include <string>
#include <vector>

namespace beaconscope::testdata {

struct SampleCapture {
    std::string name; ///< of the file, without the ending for its compression
    testing::Bytes bytes;
    std::string table; ///< of the queries in it
};

/// The captures of tests/data/captures; the same in every run.
std::vector<SampleCapture> sampleCaptures();

} // namespace beaconscope::testdata
