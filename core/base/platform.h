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

/// Everything that needs more of the operating system than the C++ library offers.
namespace beaconscope::platform {

/// The kind of file that a path names, after symbolic links are followed.
enum class FileKind : std::uint8_t { Missing, Regular, Directory, Special, LinkLoop };

FileKind fileKind(const std::string& path);

/// Returns the target of `path` when it is a symbolic link, else `path`. The target need not exist.
std::string followLinks(const std::string& path);

/// Identifies a file: it is equal for two paths that lead to the same file through different links
/// or folders. A file that does not exist yet is identified by its folder and its name.
struct FileIdentity {
    std::uint64_t device = 0;
    std::uint64_t number = 0; ///< of the file, or of the folder if the file does not exist yet
    std::string newName;      ///< the name in that folder; empty if the file exists

    auto operator<=>(const FileIdentity&) const = default;
};

/// Returns nullopt for a device or a pipe, because several programs may write to one, and for a
/// path where no file could be created.
std::optional<FileIdentity> fileIdentity(const std::string& path);

/// Does the same for a folder that exists; returns nullopt if `path` is none.
std::optional<FileIdentity> folderIdentity(const std::string& path);

/// Lets the process open as many files at once as the system allows it.
void raiseOpenFileLimit();

/// Returns how many files the process may open at once.
std::size_t openFileLimit();

/// Returns why a regular file cannot be opened for reading, or nullopt when it can.
std::optional<Error> checkReadable(const std::string& path);

/// Returns why an existing file cannot be opened for writing, or nullopt when it can.
std::optional<Error> checkWritable(const std::string& path);

/// A file opened for writing. Closed by its destructor; not copyable.
class OutputFile {
public:
    /// Creates a file with the permissions that the process gives new files; fails if it exists.
    static Result<OutputFile> create(const std::string& path);
    /// Creates a file without a name in `folder`, so that nothing stays of it when the process ends
    /// before giveName(). Fails on file systems that cannot do this.
    static Result<OutputFile> createUnnamed(const std::string& folder);
    /// Opens an existing device, pipe or file and writes from its start.
    static Result<OutputFile> open(const std::string& path);

    OutputFile(OutputFile&& other) noexcept;
    OutputFile& operator=(OutputFile&&) = delete;
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;
    ~OutputFile();

    /// Writes all of `bytes` or returns an Error.
    std::optional<Error> write(std::span<const char> bytes) const;
    /// Returns when the disk has the content. Devices and pipes that cannot do this succeed.
    std::optional<Error> flushToDisk() const;
    /// Gives a file without a name this one; fails if a file has it.
    std::optional<Error> giveName(const std::string& path) const;
    /// Copies the permissions of an existing file, and its owner if the process may do that.
    void copyPermissionsFrom(const std::string& path) const;
    /// Lets only the owner read and write the file.
    void keepPrivate() const;
    std::optional<Error> close();

private:
    explicit OutputFile(int descriptor)
        : m_descriptor(descriptor) {}

    int m_descriptor; // -1: closed. Writing changes the file, not this handle to it.
};

/// Returns once the disk knows the name of a file, as far as its file system can tell.
void flushFolderOf(const std::string& path);

/// Renames `from` to `to` in one step, replaces a file that had this name, and flushes the folder
/// to disk.
std::optional<Error> replaceFile(const std::string& from, const std::string& to);

/// Makes the process keep freed memory for later allocations instead of returning it to the system.
/// Each analysis fills tens of megabytes, and getting those pages from the system again takes
/// longer than filling them. Call it at the start of the program, before there are threads. Does
/// nothing if the C library has no such setting.
void keepFreedMemory();

/// Asks the system to use large pages for memory that was just allocated. Does nothing where it has
/// none; it is only faster with them.
void preferLargePages(void* memory, std::size_t bytes);

} // namespace beaconscope::platform
