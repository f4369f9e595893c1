// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <memory>
#include <span>
#include <stop_token>
#include <string>

namespace beaconscope {

/// Computes SHA-256 (FIPS 180-4) of bytes that arrive in pieces. libcrypto does it, because it uses
/// the processor's own instructions for this. Not copyable; one thread at a time.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    void update(std::span<const std::byte> bytes);
    /// Returns the hash of all bytes so far as 64 lower-case hex digits. Call it once, at the end.
    /// Fails only when libcrypto refuses (no memory, or a policy that forbids the algorithm).
    Result<std::string> finish();

private:
    struct Context;
    std::unique_ptr<Context> m_context;
};

/// Returns the SHA-256 of a regular file's content in hex. Checks `stop` after every MiB and then
/// fails with "cancelled". Fails for a pipe or device, because reading it would use it up.
Result<std::string> sha256OfFile(const std::string& path, const std::stop_token& stop);

} // namespace beaconscope
