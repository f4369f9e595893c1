// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace beaconscope::app {

/// Drops the messages in which Qt complains about a missing desktop. Commands without a window and
/// screenshots call this, because they need no desktop. All other messages still go to standard
/// error. Call this before the application object is created.
void hideRemarksAboutTheDesktop();

} // namespace beaconscope::app
