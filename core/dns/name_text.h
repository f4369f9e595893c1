// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <string>
#include <string_view>

namespace beaconscope::dns {

/// Removes the first label from `name`, which is text as in Name, and writes the label's bytes on
/// the wire (at most 63, without escapes) to `bytes`. Returns false when `name` has no label left.
bool takeLabel(std::string_view& name, std::string& bytes);

} // namespace beaconscope::dns
