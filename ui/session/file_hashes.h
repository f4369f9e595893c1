// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/snapshot/snapshot.h"

#include <QHash>
#include <QString>

#include <memory>
#include <stop_token>

namespace beaconscope::session {

/// SHA-256 of the files of one load, filled while they are computed. UI thread.
struct FileHashes {
    QHash<QString, QString> byPath;
    int running = 0; ///< computations under way

    /// Returns whether further hashes may come. When it returns false, some hashes may still be
    /// missing, because a later load cuts the computing short.
    bool isPending() const { return running > 0; }
};

/// Returns a copy of `snapshot` with the hashes that are known so far.
std::shared_ptr<snapshot::Snapshot> withHashes(const snapshot::Snapshot& snapshot,
                                               const FileHashes& hashes);

/// Computes the hashes that `snapshot` lacks. A pipe cannot be read again, so it stays without a
/// hash. Any thread. Ends early when stop is requested.
void computeMissingHashes(snapshot::Snapshot& snapshot, const std::stop_token& stop);

} // namespace beaconscope::session
