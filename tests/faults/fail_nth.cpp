// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Makes a program's calls of the system fail, to see what it does then. Load it with LD_PRELOAD and
// say what fails in BEACONSCOPE_FAULT: "read 3" is the third read after main() began, "read 3+" the
// third and all after it. The kinds are those of kKinds. A line on standard error tells that a call
// has failed. glibc on Linux only.

#ifndef _GNU_SOURCE
#define _GNU_SOURCE // RTLD_NEXT
#endif

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <string_view>

// glibc's own names of its allocator, which need no look-up: dlsym() allocates.
extern "C" {
void* __libc_malloc(std::size_t size);                      // NOLINT(bugprone-reserved-identifier)
void* __libc_calloc(std::size_t count, std::size_t size);   // NOLINT(bugprone-reserved-identifier)
void* __libc_realloc(void* old, std::size_t size);          // NOLINT(bugprone-reserved-identifier)
void* __libc_memalign(std::size_t align, std::size_t size); // NOLINT(bugprone-reserved-identifier)
}

namespace {

enum Kind : unsigned { Alloc, Open, Read, Write, Rename, Fsync };
constexpr std::array<std::string_view, 6> kKinds{"alloc", "open",   "read",
                                                 "write", "rename", "fsync"};
constexpr std::array<int, 6> kErrors{ENOMEM, EMFILE, EIO, ENOSPC, EACCES, EIO};

struct Plan {
    std::atomic<bool> isActive = false;
    unsigned kind = 0;
    long nth = 0;
    bool andAllAfter = false;
    std::atomic<long> calls = 0;
};
constinit Plan plan;

bool fails(Kind kind) {
    if (!plan.isActive.load(std::memory_order_relaxed) || plan.kind != kind)
        return false;
    const long call = ++plan.calls;
    if (call < plan.nth || (call > plan.nth && !plan.andAllAfter))
        return false;
    if (call == plan.nth) {
        constexpr std::string_view kTold = "[injected fault]\n";
        static_cast<void>(::syscall(SYS_write, STDERR_FILENO, kTold.data(), kTold.size()));
    }
    errno = kErrors.at(kind);
    return true;
}

void begin() {
    const char* const fault = std::getenv("BEACONSCOPE_FAULT");
    if (fault == nullptr)
        return;
    const std::string_view text = fault;
    const std::size_t blank = text.find(' ');
    for (unsigned i = 0; i < kKinds.size(); ++i) {
        if (text.substr(0, blank) == kKinds.at(i) && blank != std::string_view::npos) {
            plan.kind = i;
            plan.nth = std::strtol(fault + blank, nullptr, 10);
            plan.andAllAfter = text.ends_with('+');
            plan.isActive = true;
        }
    }
}

using Main = int (*)(int, char**, char**);
Main programsMain = nullptr;

int mainWithFaults(int count, char** arguments, char** environment) {
    begin();
    return programsMain(count, arguments, environment);
}

template <typename Function>
Function next(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

int openAt(int folder, const char* path, int flags, mode_t mode) {
    return fails(Open) ? -1 : static_cast<int>(::syscall(SYS_openat, folder, path, flags, mode));
}

/// The mode that open() gets if it creates a file.
mode_t modeOf(int flags, std::va_list arguments) {
    const bool creates = (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
    return creates ? va_arg(arguments, mode_t) : 0;
}

} // namespace

#define BEACONSCOPE_OPENED(folder)                                                                 \
    std::va_list arguments;                                                                        \
    va_start(arguments, flags);                                                                    \
    const mode_t mode = modeOf(flags, arguments);                                                  \
    va_end(arguments);                                                                             \
    return openAt(folder, path, flags, mode)

extern "C" {

// Nothing is counted before main(): the loader and the libraries have no one to tell.
// NOLINTNEXTLINE(bugprone-reserved-identifier)
int __libc_start_main(Main main, int count, char** arguments, void (*init)(), void (*fini)(),
                      void (*loaderFini)(), void* stackEnd) {
    programsMain = main;
    const auto start = next<decltype(&__libc_start_main)>("__libc_start_main");
    return start(mainWithFaults, count, arguments, init, fini, loaderFini, stackEnd);
}

void* malloc(std::size_t size) {
    return fails(Alloc) ? nullptr : __libc_malloc(size);
}
void* calloc(std::size_t count, std::size_t size) {
    return fails(Alloc) ? nullptr : __libc_calloc(count, size);
}
void* realloc(void* old, std::size_t size) {
    return fails(Alloc) ? nullptr : __libc_realloc(old, size);
}
void* aligned_alloc(std::size_t align, std::size_t size) {
    return fails(Alloc) ? nullptr : __libc_memalign(align, size);
}
int posix_memalign(void** out, std::size_t align, std::size_t size) {
    if (fails(Alloc))
        return ENOMEM;
    *out = __libc_memalign(align, size);
    return *out == nullptr ? ENOMEM : 0;
}

int open(const char* path, int flags, ...) {
    BEACONSCOPE_OPENED(AT_FDCWD);
}
int open64(const char* path, int flags, ...) {
    BEACONSCOPE_OPENED(AT_FDCWD);
}
int openat(int folder, const char* path, int flags, ...) {
    BEACONSCOPE_OPENED(folder);
}
int openat64(int folder, const char* path, int flags, ...) {
    BEACONSCOPE_OPENED(folder);
}
std::FILE* fopen(const char* path, const char* mode) {
    return fails(Open) ? nullptr : next<decltype(&fopen)>("fopen")(path, mode);
}
std::FILE* fopen64(const char* path, const char* mode) {
    return fails(Open) ? nullptr : next<decltype(&fopen)>("fopen64")(path, mode);
}

ssize_t read(int descriptor, void* out, std::size_t size) {
    return fails(Read) ? -1 : ::syscall(SYS_read, descriptor, out, size);
}
std::size_t fread(void* out, std::size_t size, std::size_t count, std::FILE* file) {
    if (!fails(Read))
        return next<decltype(&fread)>("fread")(out, size, count, file);
    constexpr int kErrorSeen = 0x20; // what ferror() looks at
    file->_flags |= kErrorSeen;
    return 0;
}
ssize_t write(int descriptor, const void* bytes, std::size_t size) {
    return fails(Write) ? -1 : ::syscall(SYS_write, descriptor, bytes, size);
}
ssize_t writev(int descriptor, const iovec* parts, int count) {
    return fails(Write) ? -1 : ::syscall(SYS_writev, descriptor, parts, count);
}

int rename(const char* from, const char* to) {
    return fails(Rename) ? -1 : static_cast<int>(::syscall(SYS_rename, from, to));
}
int linkat(int fromFolder, const char* from, int toFolder, const char* to, int flags) {
    return fails(Rename)
               ? -1
               : static_cast<int>(::syscall(SYS_linkat, fromFolder, from, toFolder, to, flags));
}
int fsync(int descriptor) {
    return fails(Fsync) ? -1 : static_cast<int>(::syscall(SYS_fsync, descriptor));
}
int fdatasync(int descriptor) {
    return fails(Fsync) ? -1 : static_cast<int>(::syscall(SYS_fdatasync, descriptor));
}

} // extern "C"
