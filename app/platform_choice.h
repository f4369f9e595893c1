// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace beaconscope::app {

/// Makes Qt draw into memory. Call this before the application object is created.
void useOffscreenPlatform();

} // namespace beaconscope::app
