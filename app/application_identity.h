#pragma once

namespace beaconscope::app {

/// Gives the application the name and version that windows and reports show. Before or after there
/// is an application object.
void setApplicationIdentity();

} // namespace beaconscope::app
