// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace beaconscope::platform {

/// A pipe, a device or standard input. Reading never waits for long, because the other end may be
/// silent for hours or may not be there yet. The destructor closes it, except standard input.
class WaitingInput {
public:
    /// Opens `path` without waiting until another program opens it for writing.
    static Result<WaitingInput> open(const std::string& path);
    static WaitingInput standardInput();

    WaitingInput(WaitingInput&& other) noexcept;
    WaitingInput& operator=(WaitingInput&&) = delete;
    WaitingInput(const WaitingInput&) = delete;
    WaitingInput& operator=(const WaitingInput&) = delete;
    ~WaitingInput();

    enum class Arrival : std::uint8_t { Bytes, NothingYet, End };
    struct Taken {
        Arrival arrival = Arrival::NothingYet;
        std::size_t count = 0; ///< of bytes
    };
    /// Waits at most `patience` for the first bytes, then takes the bytes that are there.
    Result<Taken> read(std::span<std::byte> out, std::chrono::milliseconds patience) const;

private:
    WaitingInput(int descriptor, bool isOwned)
        : m_descriptor(descriptor)
        , m_isOwned(isOwned) {}

    int m_descriptor; // -1: moved from
    bool m_isOwned;
};

} // namespace beaconscope::platform
