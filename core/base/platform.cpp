// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#ifndef _GNU_SOURCE
#define _GNU_SOURCE // O_TMPFILE
#endif

#include "core/base/platform.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

namespace beaconscope::platform {

namespace {

Error lastError() {
    return Error{std::generic_category().message(errno), {}, {}};
}

std::string folderOf(const std::filesystem::path& path) {
    std::string folder = path.parent_path().string();
    return folder.empty() ? "." : folder;
}

/// The name by which the system knows an open file.
std::string pathOfDescriptor(int descriptor) {
    return "/proc/self/fd/" + std::to_string(descriptor);
}

} // namespace

FileKind fileKind(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0)
        return errno == ELOOP ? FileKind::LinkLoop : FileKind::Missing;
    if (S_ISREG(status.st_mode))
        return FileKind::Regular;
    return S_ISDIR(status.st_mode) ? FileKind::Directory : FileKind::Special;
}

std::string followLinks(const std::string& path) {
    constexpr int kMaxLinks = 40; // as in Linux; a loop of links ends with an error on opening
    std::filesystem::path current(path);
    for (int i = 0; i < kMaxLinks; ++i) {
        std::error_code failure;
        const std::filesystem::path target = std::filesystem::read_symlink(current, failure);
        if (failure)
            break;
        current = target.is_absolute() ? target : current.parent_path() / target;
    }
    return current.string();
}

std::optional<FileIdentity> fileIdentity(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0) {
        if (!S_ISREG(status.st_mode))
            return std::nullopt;
        return FileIdentity{status.st_dev, status.st_ino, {}};
    }
    const std::filesystem::path target(followLinks(path));
    const std::string folder = folderOf(target);
    if (::stat(folder.c_str(), &status) != 0)
        return std::nullopt;
    return FileIdentity{status.st_dev, status.st_ino, target.filename().string()};
}

std::optional<FileIdentity> folderIdentity(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0 || !S_ISDIR(status.st_mode))
        return std::nullopt;
    return FileIdentity{status.st_dev, status.st_ino, {}};
}

void raiseOpenFileLimit() {
    struct rlimit limit {};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    static_cast<void>(::setrlimit(RLIMIT_NOFILE, &limit));
}

std::size_t openFileLimit() {
    struct rlimit limit {};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
        return SIZE_MAX;
    return limit.rlim_cur;
}

std::optional<Error> checkReadable(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0)
        return lastError();
    ::close(descriptor);
    return std::nullopt;
}

std::optional<Error> checkWritable(const std::string& path) {
    if (::access(path.c_str(), W_OK) != 0)
        return lastError();
    return std::nullopt;
}

Result<OutputFile> OutputFile::create(const std::string& path) {
    const int descriptor =
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (descriptor < 0)
        return lastError();
    return OutputFile(descriptor);
}

Result<OutputFile> OutputFile::createUnnamed(const std::string& folder) {
    const int descriptor = ::open(folder.c_str(), O_WRONLY | O_TMPFILE | O_CLOEXEC, 0666);
    if (descriptor < 0)
        return lastError();
    OutputFile file(descriptor);
    // giveName() goes through /proc, which is not mounted everywhere.
    if (::access(pathOfDescriptor(descriptor).c_str(), F_OK) != 0)
        return lastError();
    return file;
}

std::optional<Error> OutputFile::giveName(const std::string& path) const {
    if (::linkat(AT_FDCWD, pathOfDescriptor(m_descriptor).c_str(), AT_FDCWD, path.c_str(),
                 AT_SYMLINK_FOLLOW) != 0)
        return lastError();
    return std::nullopt;
}

Result<OutputFile> OutputFile::open(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0)
        return lastError();
    return OutputFile(descriptor);
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)) {}

OutputFile::~OutputFile() {
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

std::optional<Error> OutputFile::write(std::span<const char> bytes) const {
    while (!bytes.empty()) {
        const ssize_t written = ::write(m_descriptor, bytes.data(), bytes.size());
        if (written < 0) {
            if (errno == EINTR)
                continue;
            return lastError();
        }
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return std::nullopt;
}

std::optional<Error> OutputFile::flushToDisk() const {
    while (::fsync(m_descriptor) != 0) {
        if (errno == EINTR)
            continue;
        if (errno == EINVAL || errno == EROFS)
            return std::nullopt;
        return lastError();
    }
    return std::nullopt;
}

void OutputFile::copyPermissionsFrom(const std::string& path) const {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0)
        return;
    // The owner comes first, because changing it clears the set-id bits. If the owner cannot be
    // copied, the set-id bits must not be copied either.
    const bool ownerKept = ::fchown(m_descriptor, status.st_uid, status.st_gid) == 0;
    const mode_t mask = ownerKept ? mode_t{07777} : mode_t{0777};
    // On a file system without permissions this fails and the file stays as it was created.
    static_cast<void>(::fchmod(m_descriptor, status.st_mode & mask));
}

void OutputFile::keepPrivate() const {
    // On a file system without permissions this fails and the file stays as it was created.
    static_cast<void>(::fchmod(m_descriptor, S_IRUSR | S_IWUSR));
}

std::optional<Error> OutputFile::close() {
    // Some file systems report a full disk only here. EINTR leaves the descriptor closed on Linux.
    if (::close(std::exchange(m_descriptor, -1)) != 0 && errno != EINTR)
        return lastError();
    return std::nullopt;
}

// A new name is durable only when the folder is on disk too. A file system that cannot flush a
// folder is no error, because the content is safe under the old or the new name.
void flushFolderOf(const std::string& path) {
    const int descriptor = ::open(folderOf(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    ::fsync(descriptor);
    ::close(descriptor);
}

std::optional<Error> replaceFile(const std::string& from, const std::string& to) {
    if (std::rename(from.c_str(), to.c_str()) != 0)
        return lastError();
    flushFolderOf(to);
    return std::nullopt;
}

void keepFreedMemory() {
#ifdef __GLIBC__
    // Blocks up to this size come from the heap, larger ones directly from the system.
    constexpr int kMaxHeapBlock = 64 << 20;
    // When more than this is free at the end of the heap, it goes back to the system.
    constexpr int kMaxFreeBytes = 256 << 20;
    // NOLINTBEGIN(concurrency-mt-unsafe): there are no other threads yet
    ::mallopt(M_MMAP_THRESHOLD, kMaxHeapBlock);
    ::mallopt(M_TRIM_THRESHOLD, kMaxFreeBytes);
    // NOLINTEND(concurrency-mt-unsafe)
#endif
}

void preferLargePages([[maybe_unused]] void* memory, [[maybe_unused]] std::size_t bytes) {
#ifdef MADV_HUGEPAGE
    static_cast<void>(madvise(memory, bytes, MADV_HUGEPAGE)); // fails without harm
#endif
}

} // namespace beaconscope::platform
