// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>

namespace beaconscope::input {

/// Returns what is wrong with a file as a part of a sentence that has its subject, so that it may
/// follow a colon: "it is empty" for "is empty".
std::string withSubject(const std::string& problem);

} // namespace beaconscope::input
