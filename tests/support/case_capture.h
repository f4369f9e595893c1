// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace beaconscope::test {

/// Writes the labelled detector case at `path` (without its ending) as a capture: a packet for each
/// of its lines, answers with one record of the TTL or, for names that do not exist, an SOA. A
/// client uses one port for each id and name. Returns false when the case cannot be read.
bool writeCaseAsCapture(const QString& path, const QString& capture);

} // namespace beaconscope::test
