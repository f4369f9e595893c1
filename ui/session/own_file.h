// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"

#include <QLockFile>
#include <QString>

#include <optional>
#include <string>
#include <utility>

namespace beaconscope::session {

/// A text file of the user, which the window reads when it starts and writes when the user edits.
/// Other windows may do the same at the same time: see OwnFileLock. UI thread.
class OwnFile {
public:
    explicit OwnFile(QString path)
        : m_path(std::move(path)) {}

    const QString& path() const { return m_path; }
    bool exists() const;
    /// Returns an Error for a pipe or a device as well: they could keep the program waiting.
    Result<std::string> read() const;
    /// Replaces the file, in a folder that is made if needed. Only the user may read it.
    std::optional<Error> write(const std::string& text) const;
    /// Succeeds if there is no file.
    std::optional<Error> remove() const;

    /// Renames the file to a name that no file has, so that it is kept and not overwritten. Returns
    /// the new name without its folder.
    Result<QString> putAside() const;
    /// Returns the name that putAside() would use now.
    QString asideName() const;

private:
    QString m_path;
};

/// As long as it lives, no other window reads a file to write it again. Waits for another window,
/// at most for two seconds.
class OwnFileLock {
public:
    explicit OwnFileLock(const OwnFile& file);

    /// Returns why the file cannot be written now, or nullopt when it can.
    std::optional<Error> error() const;

private:
    QLockFile m_lock;
    bool m_isBusy; ///< another window has it
};

} // namespace beaconscope::session
