// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

/// Everything that needs the operating system beyond the C++ library.
namespace beaconscope::platform {

/// What a path names, after following symbolic links.
enum class FileKind : std::uint8_t { Missing, Regular, Directory, Special };

FileKind fileKind(const std::string& path);

/// Where `path` leads when it is a symbolic link (the target need not exist), else `path`.
std::string followLinks(const std::string& path);

/// What two paths to one file have in common, whatever links and folders they go through.
struct FileIdentity {
    std::uint64_t device = 0;
    std::uint64_t number = 0; ///< of the file; of the folder for one that does not exist yet
    std::string newName;      ///< that it would have there; empty for one that exists

    auto operator<=>(const FileIdentity&) const = default;
};

/// Nothing for what is no regular file, since many may write to a device or a pipe, and where no
/// file could be created.
std::optional<FileIdentity> fileIdentity(const std::string& path);

/// Whether an existing file could be opened for writing; says why not.
std::optional<Error> checkWritable(const std::string& path);

/// A file opened for writing. Closed by its destructor; not copyable.
class OutputFile {
public:
    /// A new file with the permissions the process gives new files; fails if the path exists.
    static Result<OutputFile> create(const std::string& path);
    /// An existing device, pipe or file, from its start.
    static Result<OutputFile> open(const std::string& path);

    OutputFile(OutputFile&& other) noexcept;
    OutputFile& operator=(OutputFile&&) = delete;
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;
    ~OutputFile();

    /// All of `bytes`, or an Error.
    std::optional<Error> write(std::span<const char> bytes) const;
    /// Returns when the disk has the content. Devices and pipes that cannot do this succeed.
    std::optional<Error> flushToDisk() const;
    /// Takes over permissions, and owner as far as the process may, of an existing file.
    void copyPermissionsFrom(const std::string& path) const;
    std::optional<Error> close();

private:
    explicit OutputFile(int descriptor)
        : m_descriptor(descriptor) {}

    int m_descriptor; // -1: closed. Writing changes the file, not this handle to it.
};

/// Gives `from` the name `to` in one step, replacing what had it, and makes that durable.
std::optional<Error> replaceFile(const std::string& from, const std::string& to);

/// Makes the process hold on to freed memory for what it allocates next; for its start, before
/// there are threads. Each analysis fills tens of megabytes anew, and fetching their pages from the
/// system takes longer than filling them. Does nothing where the C library cannot be told.
void keepFreedMemory();

} // namespace beaconscope::platform
