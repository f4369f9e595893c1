// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/wire_cursor.h"
#include "core/dns/defect.h"

#include <string>

namespace beaconscope::dns {

/// A domain name as text: labels joined by dots, no dot at the end, "." for the root. Bytes that
/// are not printable ASCII, and spaces, are written \DDD; a dot or backslash inside a label is
/// written \. or \\ (RFC 1035 section 5.1, RFC 4343). So the text is safe to show, and different
/// names have different texts.
struct Name {
    std::string asSent;    ///< letter case as on the wire
    std::string canonical; ///< ASCII letters in lower case
};

/// Reads the name at `cursor`, follows compression pointers, and moves the cursor to the byte after
/// the name in the message. On a defect `name` is unchanged and the cursor is at the defect.
///
/// A pointer must point to a place before the labels that lead to it, so pointers cannot form a
/// loop. This and the bound on the number of pointers bound the cost of one name.
Defect readName(WireCursor& cursor, Name& name);

/// Moves the cursor to the byte after the name. Pointers are checked but not followed.
Defect skipName(WireCursor& cursor);

} // namespace beaconscope::dns
