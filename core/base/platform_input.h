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

/// A pipe, a device or standard input, read without waiting for long: its other end may be silent
/// for hours, or not be there yet. Closed by its destructor, standard input excepted.
class WaitingInput {
public:
    /// Opens without waiting for somebody who writes.
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
    /// Waits at most `patience` for the first bytes and takes what is there.
    Result<Taken> read(std::span<std::byte> out, std::chrono::milliseconds patience) const;

private:
    WaitingInput(int descriptor, bool isOwned)
        : m_descriptor(descriptor)
        , m_isOwned(isOwned) {}

    int m_descriptor; // -1: moved from
    bool m_isOwned;
};

} // namespace beaconscope::platform
