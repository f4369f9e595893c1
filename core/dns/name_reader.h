// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/wire_cursor.h"
#include "core/dns/defect.h"

#include <string>

namespace beaconscope::dns {

/// A domain name as text: labels joined by dots, no dot at the end, "." for the root. Bytes that
/// are not printable ASCII, and spaces, are written \DDD; a dot or backslash inside a label is
/// written \. or \\ (RFC 1035 section 5.1, RFC 4343). So every name is safe to show and unique.
struct Name {
    std::string asSent;    ///< letter case as on the wire
    std::string canonical; ///< ASCII letters in lower case
};

/// Reads the name at `cursor`, following compression pointers, and leaves the cursor behind the
/// name's own bytes. With a defect the name is unchanged and the cursor stands where the defect is.
///
/// A pointer must point before the start of the run of labels it ends, so a name can be followed
/// in one pass without a loop; that and the bound on pointers make the cost of a name constant.
Defect readName(WireCursor& cursor, Name& name);

/// Moves the cursor behind the name's own bytes. Pointers are checked but not followed.
Defect skipName(WireCursor& cursor);

} // namespace beaconscope::dns
