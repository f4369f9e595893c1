// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/known_services.h"

#include <QString>

#include <memory>

namespace beaconscope::ui {

/// The list of known services that comes with the program, as it is written.
QString bundledServicesText();
std::shared_ptr<const detect::KnownServices> bundledKnownServices();

} // namespace beaconscope::ui
