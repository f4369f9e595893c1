// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/platform_input.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <poll.h>
#include <system_error>
#include <utility>

namespace beaconscope::platform {

namespace {

Error lastError() {
    return Error{std::generic_category().message(errno), {}, {}};
}

} // namespace

Result<WaitingInput> WaitingInput::open(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0)
        return lastError();
    return WaitingInput(descriptor, true);
}

WaitingInput WaitingInput::standardInput() {
    return {STDIN_FILENO, false};
}

WaitingInput::WaitingInput(WaitingInput&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_isOwned(other.m_isOwned) {}

WaitingInput::~WaitingInput() {
    if (m_isOwned && m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<WaitingInput::Taken> WaitingInput::read(std::span<std::byte> out,
                                               std::chrono::milliseconds patience) const {
    // Reading standard input blocks: its open file is shared with other programs, so this one must
    // not make it non-blocking. Therefore poll() comes first. It also tells a pipe that has no
    // writer yet from a pipe whose writer has gone.
    pollfd waiting{m_descriptor, POLLIN, 0};
    const int ready = ::poll(&waiting, 1, static_cast<int>(patience.count()));
    if (ready == 0 || (ready < 0 && errno == EINTR))
        return Taken{};
    if (ready < 0)
        return lastError();
    const ssize_t count = ::read(m_descriptor, out.data(), out.size());
    if (count > 0)
        return Taken{Arrival::Bytes, static_cast<std::size_t>(count)};
    if (count == 0)
        return Taken{Arrival::End, 0};
    if (errno == EINTR || errno == EAGAIN)
        return Taken{};
    return lastError();
}

} // namespace beaconscope::platform
