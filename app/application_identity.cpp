#include "app/application_identity.h"

#include <QApplication>

namespace beaconscope::app {

void setApplicationIdentity() {
    QApplication::setApplicationName(QStringLiteral("Beaconscope"));
    QApplication::setApplicationDisplayName(QStringLiteral("Beaconscope"));
    QApplication::setApplicationVersion(QStringLiteral(BEACONSCOPE_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("io.github.beaconscope.Beaconscope"));
}

} // namespace beaconscope::app
