// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/platform_choice.h"

#include <QByteArray>

namespace beaconscope::app {

void useOffscreenPlatform() {
    qputenv("QT_QPA_PLATFORM", QByteArrayLiteral("offscreen"));
}

} // namespace beaconscope::app
