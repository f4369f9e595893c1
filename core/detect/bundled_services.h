// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/detect/known_services.h"

#include <memory>
#include <string_view>

namespace beaconscope::detect {

/// The list of known services that comes with the program, as resources/known-services.txt has it.
/// It is part of the program, so that no file has to be found.
std::string_view bundledServicesText();

/// The services of that list; read once, and the same object for every caller. Any thread.
std::shared_ptr<const KnownServices> bundledKnownServices();

} // namespace beaconscope::detect
