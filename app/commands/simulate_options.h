// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"
#include "core/simulate/scenario.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace beaconscope::app {

/// The options of `beaconscope simulate` as the user gave them.
struct SimulateOptions {
    std::string outputPath;
    bool sample = false;
    std::optional<std::uint64_t> seed;
    std::optional<std::uint32_t> hosts;
    std::optional<double> durationSeconds;
    bool noBrowsing = false;
    std::vector<std::string> beacons;  ///< as given, "name=c2.example,period=60,jitter=0.1"
    std::vector<std::string> services; ///< as `beacons`
};

/// Adds the command to `app`; `options` must live until the arguments are parsed.
CLI::App* addSimulate(CLI::App& app, SimulateOptions& options);

/// Returns the scenario that the options describe, or an error that names the wrong option and says
/// why it is wrong.
Result<simulate::Scenario> scenarioFrom(const SimulateOptions& options);

} // namespace beaconscope::app
