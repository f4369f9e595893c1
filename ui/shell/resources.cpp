// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/resources.h"

#include <QtGlobal>

/// The macro must be used outside of any namespace.
static void initialiseBeaconscope() {
    Q_INIT_RESOURCE(beaconscope);
}

namespace beaconscope::ui {

void initialiseResources() {
    initialiseBeaconscope();
}

} // namespace beaconscope::ui
