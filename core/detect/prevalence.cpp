// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/detect/prevalence.h"

#include "core/base/text.h"

#include <fmt/core.h>

namespace beaconscope::detect {

bool isCommon(const Prevalence& prevalence) {
    return prevalence.clientsInCapture >= kMinClientsForPrevalence && prevalence.clients >= 3 &&
           10 * prevalence.clients >= prevalence.clientsInCapture;
}

std::string describe(const Prevalence& prevalence, const std::string& ofCommon) {
    std::string text;
    if (prevalence.clientsInCapture > 1)
        text = fmt::format("Asked for by {} of {} clients{}.", withThousands(prevalence.clients),
                           withThousands(prevalence.clientsInCapture),
                           isCommon(prevalence) ? ofCommon : std::string());
    if (prevalence.addresses > 1)
        text += fmt::format("{}{} addresses ask for it that follow one another, never or hardly "
                            "ever ask for it at the same time and have the same habits: they count "
                            "as one client whose address changes.",
                            text.empty() ? "" : " ", withThousands(prevalence.addresses));
    return text;
}

double prevalenceWeight(const Prevalence& prevalence) {
    if (isCommon(prevalence))
        return 0.25;
    const bool isShared =
        prevalence.clients > 1 && prevalence.clientsInCapture >= kMinClientsForPrevalence;
    return isShared ? 0.9 : 1;
}

} // namespace beaconscope::detect
