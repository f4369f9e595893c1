// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/session/file_hashes.h"

#include "core/base/sha256.h"

namespace beaconscope::session {

std::shared_ptr<snapshot::Snapshot> withHashes(const snapshot::Snapshot& snapshot,
                                               const FileHashes& hashes) {
    auto copy = std::make_shared<snapshot::Snapshot>(snapshot);
    for (input::FileFacts& file : copy->capture.files) {
        if (file.sha256.empty())
            file.sha256 =
                hashes.byPath.value(QString::fromStdString(pathOnDisk(file))).toStdString();
    }
    return copy;
}

void computeMissingHashes(snapshot::Snapshot& snapshot, const std::stop_token& stop) {
    for (input::FileFacts& file : snapshot.capture.files) {
        if (!file.opened || !file.sha256.empty() || file.path == "-")
            continue;
        // A file that cannot be read again, such as a pipe, stays without a hash.
        if (auto hash = sha256OfFile(pathOnDisk(file), stop))
            file.sha256 = std::move(*hash);
    }
}

} // namespace beaconscope::session
