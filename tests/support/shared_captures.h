#pragma once

#include <string>

namespace beaconscope::testing {

/// Folder of the real captures: BEACONSCOPE_CAPTURES, else one beside the source tree. Empty when
/// there is none; tests that need it skip then.
std::string sharedCaptures();

} // namespace beaconscope::testing
