#include "app/platform_choice.h"

#include <QByteArray>

namespace beaconscope::app {

void useOffscreenPlatform() {
    qputenv("QT_QPA_PLATFORM", QByteArrayLiteral("offscreen"));
}

} // namespace beaconscope::app
