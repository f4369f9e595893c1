// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/zeek/fields.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace beaconscope::zeek {

enum class LineContent : std::uint8_t {
    Values,   ///< the line has the values of one transaction
    Nothing,  ///< a header or an empty line
    OtherLog, ///< a line of another log; problem() names it
    Damaged,  ///< problem() says why
};

/// One of the formats in which Zeek writes its logs.
class LineFormat {
public:
    virtual ~LineFormat() = default;

    /// Reads a line into `values`, which are valid only when it returns Values.
    virtual LineContent read(std::string_view line, FieldValues& values) = 0;
    /// Says why the last line was Damaged, or which log it belongs to.
    virtual const std::string& problem() const = 0;
    /// Returns text for people: "tab-separated".
    virtual std::string description() const = 0;
};

} // namespace beaconscope::zeek
