// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>

namespace beaconscope::dns {

/// Takes the first label off `name`, which is text as in Name, and puts the bytes that it has on
/// the wire into `bytes`: escapes undone, at most 63. False when nothing is left.
bool takeLabel(std::string_view& name, std::string& bytes);

} // namespace beaconscope::dns
