#pragma once

namespace beaconscope::app {

/// Makes Qt draw into memory. To be called before the application object is created.
void useOffscreenPlatform();

} // namespace beaconscope::app
