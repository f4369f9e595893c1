// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/rules/rule_file.h"

#include <string_view>

namespace beaconscope::rules {

/// Reads a plain list of domains: one on each line, or lines of a hosts file (an address, then
/// names), with '#' comments. "*.example.com", ".example.com" and "||example.com^" mean
/// "example.com". Each domain becomes one rule "name ends with .example.com". Repeated domains, and
/// the names that every hosts file has ("localhost"), are skipped.
ParsedRules parseDomainList(std::string_view text);

} // namespace beaconscope::rules
