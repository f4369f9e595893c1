// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#ifndef _GNU_SOURCE
#define _GNU_SOURCE // fopencookie
#endif

#include "core/base/platform_stream.h"

#include <sys/stat.h>
#include <sys/types.h>

#include <limits>

namespace beaconscope::platform {

namespace {

// So large that the time for the calls through the cookie does not matter.
constexpr std::size_t kBufferSize = std::size_t{256} << 10U;

struct Cookie {
    ReadBytes read;
};

ssize_t readCookie(void* cookie, char* buffer, std::size_t size) {
    auto* self = static_cast<Cookie*>(cookie);
    return static_cast<ssize_t>(self->read(std::as_writable_bytes(std::span(buffer, size))));
}

int closeCookie(void* cookie) {
    const std::unique_ptr<Cookie> owner(static_cast<Cookie*>(cookie));
    return 0;
}

} // namespace

FilePtr openReadFunction(ReadBytes read) {
    auto cookie = std::make_unique<Cookie>(Cookie{std::move(read)});
    const cookie_io_functions_t functions{
        .read = readCookie, .write = nullptr, .seek = nullptr, .close = closeCookie};
    FilePtr file(fopencookie(cookie.get(), "rb", functions));
    if (!file)
        return nullptr;
    static_cast<void>(cookie.release()); // closeCookie() owns it now
    std::setvbuf(file.get(), nullptr, _IOFBF, kBufferSize);
    return file;
}

std::optional<std::uint64_t> fileSize(std::FILE* file) {
    struct stat status {};
    if (fstat(fileno(file), &status) != 0 || !S_ISREG(status.st_mode))
        return std::nullopt;
    return static_cast<std::uint64_t>(status.st_size);
}

bool seekFile(std::FILE* file, std::uint64_t offset) {
    return offset <= std::numeric_limits<off_t>::max() &&
           fseeko(file, static_cast<off_t>(offset), SEEK_SET) == 0;
}

} // namespace beaconscope::platform
