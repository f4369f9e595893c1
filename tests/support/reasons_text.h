// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/snapshot.h"

#include <QString>
#include <QStringList>

#include <cstddef>

namespace beaconscope::testing {

/// Returns the reasons of the detector for the finding at `rank`, in one line.
inline QString reasonsText(const snapshot::Snapshot& snapshot, std::size_t rank) {
    QStringList sentences;
    for (const std::string& sentence : snapshot.detection->reasons(rank))
        sentences << QString::fromStdString(sentence);
    return sentences.join(u' ');
}

} // namespace beaconscope::testing
