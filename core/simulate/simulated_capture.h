// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/simulate/scenario.h"

#include <cstdint>
#include <iosfwd>
#include <stop_token>
#include <string>

namespace beaconscope::simulate {

/// Writes a capture of a valid scenario and returns the number of packets. When stop is requested
/// or the stream fails, it ends early and keeps what it has written.
std::uint64_t writeCapture(const Scenario& scenario, std::ostream& out,
                           const std::stop_token& stop = {});

/// Checks the scenario, writes its capture to a file and returns the number of packets. The file
/// appears only when it is complete. When stop is requested, the result is the error "cancelled"
/// and there is no file.
Result<std::uint64_t> writeCaptureFile(const Scenario& scenario, const std::string& path,
                                       const std::stop_token& stop = {});

/// Describes a capture for measuring how fast captures load: a busy network with many hosts and
/// names.
struct BenchmarkCapture {
    std::uint64_t packets = 8'000'000;
    double otherShare = 0.2; ///< share of TCP packets without DNS, at least 0 and below 1
    std::uint32_t hosts = 500;
    std::uint32_t sites = 50'000;
};

std::optional<Error> writeBenchmarkCapture(const BenchmarkCapture& wanted, const std::string& path);

} // namespace beaconscope::simulate
