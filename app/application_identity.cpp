// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/application_identity.h"

#include "app/version/version.h"

#include <QApplication>

namespace beaconscope::app {

void setApplicationIdentity() {
    QApplication::setApplicationName(QStringLiteral("Beaconscope"));
    QApplication::setApplicationDisplayName(QStringLiteral("Beaconscope"));
    QApplication::setApplicationVersion(QString::fromStdString(versionText()));
    QApplication::setDesktopFileName(QStringLiteral("io.github.beaconscope.Beaconscope"));
}

} // namespace beaconscope::app
