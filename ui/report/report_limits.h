// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace beaconscope::report {

class PagedDocument;

/// Adds the page that says what no such report can tell, whatever the capture. UI thread.
void addLimits(PagedDocument& document);

} // namespace beaconscope::report
