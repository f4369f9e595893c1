// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/prevalence.h"

namespace beaconscope::detect {

bool isCommon(const Prevalence& prevalence) {
    return prevalence.clientsInCapture >= kMinClientsForPrevalence && prevalence.clients >= 3 &&
           10 * prevalence.clients >= prevalence.clientsInCapture;
}

double prevalenceWeight(const Prevalence& prevalence) {
    if (isCommon(prevalence))
        return 0.25;
    const bool isShared =
        prevalence.clients > 1 && prevalence.clientsInCapture >= kMinClientsForPrevalence;
    return isShared ? 0.9 : 1;
}

} // namespace beaconscope::detect
