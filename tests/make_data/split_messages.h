// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/make_data/capture_script.h"

namespace beaconscope::testdata {

/// Queries in IPv4 and IPv6 fragments, in any order, some with a piece that never comes.
CaptureScript fragmentedQueries();
/// Queries behind IPv6 extension headers.
CaptureScript extendedQueries();
/// Queries over TCP: whole, several in a segment, in pieces, sent again, in another order.
CaptureScript streamedQueries();

} // namespace beaconscope::testdata
