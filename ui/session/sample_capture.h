// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"

#include <QString>

namespace beaconscope::session {

/// Returns the path of the capture that comes with the program. Looks beside the program (in a
/// build folder) and in the share folder of an installation. If it is in neither, writes it into
/// the user's cache folder, which takes a moment.
Result<QString> sampleCapture();

} // namespace beaconscope::session
