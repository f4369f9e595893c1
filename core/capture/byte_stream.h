#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace beaconscope::capture {

/// Bytes of a capture from first to last. One thread.
class ByteStream {
public:
    virtual ~ByteStream() = default;

    /// Fills `out` as far as the stream goes on: fewer bytes than asked for mean its end or an
    /// error, and both stay.
    virtual std::size_t read(std::span<std::byte> out) = 0;

    /// Why the last read() fell short, when that was not the end.
    virtual const std::optional<Error>& error() const = 0;

    /// Bytes taken so far from the file as it lies on disk.
    virtual std::uint64_t bytesRead() const = 0;
};

/// Opens a file, or standard input for "-". The error names the cause: does not exist, is a
/// directory, no permission, or what the system says.
Result<std::unique_ptr<ByteStream>> openByteStream(const std::string& path);

} // namespace beaconscope::capture
