// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/zeek/dns_log_reader.h"
#include "tests/fuzz/read_source.h"

using namespace beaconscope;

/// Text without a header, and the look that tells what it is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::string_view line = text.substr(0, text.find('\n'));
    zeek::isLineOfNames(line);
    zeek::isLineOfValues(line);
    zeek::mistakeInColumns(line);
    testing::readSource(zeek::openDnsColumns(testing::peekedStream(data, size),
                                             "ts,id.orig_h,id.resp_h,query,rtt,TTLs", ","));
    return 0;
}
