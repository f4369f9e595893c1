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

/// Writes a valid scenario as a capture; returns the number of packets. Stops early, with what was
/// written so far, when told to or when the stream fails.
std::uint64_t writeCapture(const Scenario& scenario, std::ostream& out,
                           const std::stop_token& stop = {});

/// Checks the scenario and writes it to a file that appears when it is complete; returns the number
/// of packets. When told to stop it ends with the Error "cancelled" and leaves no file.
Result<std::uint64_t> writeCaptureFile(const Scenario& scenario, const std::string& path,
                                       const std::stop_token& stop = {});

/// A capture to measure loading with: a busy network of many hosts and names.
struct BenchmarkCapture {
    std::uint64_t packets = 8'000'000;
    double otherShare = 0.2; ///< of TCP packets without DNS, 0 .. below 1
    std::uint32_t hosts = 500;
    std::uint32_t sites = 50'000;
};

std::optional<Error> writeBenchmarkCapture(const BenchmarkCapture& wanted, const std::string& path);

} // namespace beaconscope::simulate
