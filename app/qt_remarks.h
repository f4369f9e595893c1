// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace beaconscope::app {

/// For commands without a window and for pictures of it: leaves out what Qt remarks about a missing
/// desktop, which is no fault of the command. All else goes to standard error as before. To be
/// called before the application object is created.
void hideRemarksAboutTheDesktop();

} // namespace beaconscope::app
