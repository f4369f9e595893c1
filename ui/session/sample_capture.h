// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"

#include <QString>

namespace beaconscope::session {

/// Path of the capture that comes with the program: beside it in a build folder, in the share
/// folder of an installation, else written anew into the cache, which takes a moment.
Result<QString> sampleCapture();

} // namespace beaconscope::session
