#pragma once

#include "core/engine/selection.h"

#include <memory>
#include <string>
#include <vector>

namespace beaconscope::testing {

/// The detail of a selection whose queries came at these seconds after 2024-01-01T00:00:00Z, in
/// order, without a finding. Period, TTL and window are for the caller to add.
std::shared_ptr<engine::SelectionDetail> detailOf(const std::vector<double>& atSeconds,
                                                  std::string title = "10.0.0.1 → host.example");

} // namespace beaconscope::testing
