// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/snoop_reader.h"
#include "tests/fuzz/read_source.h"

using namespace beaconscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    testing::readSource(input::openSnoop(testing::peekedStream(data, size)));
    return 0;
}
