// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace beaconscope::app {

/// Sets the name and version of the application, which windows and reports show. It may be called
/// before or after the application object is created.
void setApplicationIdentity();

} // namespace beaconscope::app
