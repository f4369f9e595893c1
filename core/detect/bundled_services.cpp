// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/bundled_services.h"

namespace beaconscope::detect {

std::shared_ptr<const KnownServices> bundledKnownServices() {
    // A test reads the list; a wrong line does not reach a release.
    static const auto kServices =
        std::make_shared<const KnownServices>(KnownServices::parse(bundledServicesText()).value());
    return kServices;
}

} // namespace beaconscope::detect
