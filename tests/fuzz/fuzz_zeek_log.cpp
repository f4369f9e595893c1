// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/zeek/dns_log_reader.h"
#include "tests/fuzz/read_source.h"

using namespace beaconscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    testing::readSource(zeek::openDnsLog(testing::peekedStream(data, size)));
    return 0;
}
