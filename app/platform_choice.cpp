#include "app/platform_choice.h"

#include <QtGlobal>

namespace beaconscope::app {

void useOffscreenPlatform() {
    qputenv("QT_QPA_PLATFORM", "offscreen");
}

} // namespace beaconscope::app
