// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/rule_file.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace beaconscope;

/// The text of a rule file. What was read must come back the same when it is written and read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto parsed = rules::parse({reinterpret_cast<const char*>(data), size});
    if (!parsed)
        return 0;
    const std::string text = rules::serialise(parsed->rules);
    const auto again = rules::parse(text);
    if (!again || rules::serialise(again->rules) != text)
        std::abort();
    return 0;
}
