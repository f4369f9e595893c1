// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace beaconscope::app {

/// Gives the application the name and version that windows and reports show. Before or after there
/// is an application object.
void setApplicationIdentity();

} // namespace beaconscope::app
