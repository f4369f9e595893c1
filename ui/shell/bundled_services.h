#pragma once

#include "core/analysis/known_services.h"

#include <memory>

namespace beaconscope::shell {

/// The list of known services that comes with the program.
std::shared_ptr<const analysis::KnownServices> bundledKnownServices();

} // namespace beaconscope::shell
