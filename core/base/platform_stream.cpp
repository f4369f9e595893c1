// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#ifndef _GNU_SOURCE
#define _GNU_SOURCE // fopencookie
#endif

#include "core/base/platform_stream.h"

#include <sys/types.h>

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

} // namespace beaconscope::platform
