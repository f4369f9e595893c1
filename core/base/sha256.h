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

/// SHA-256 (FIPS 180-4) of bytes that arrive in pieces, by libcrypto, which uses the processor's
/// own instructions. Not copyable; one thread at a time.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    void update(std::span<const std::byte> bytes);
    /// 64 lower-case hex digits of everything so far. Call it once, at the end. An Error only when
    /// libcrypto refuses (no memory, or a policy that forbids the algorithm).
    Result<std::string> finish();

private:
    struct Context;
    std::unique_ptr<Context> m_context;
};

/// SHA-256 of a regular file's content, in hex. Looks at `stop` every MiB and ends with the Error
/// "cancelled". Anything but a regular file is an Error: reading a pipe would use it up.
Result<std::string> sha256OfFile(const std::string& path, const std::stop_token& stop);

} // namespace beaconscope
