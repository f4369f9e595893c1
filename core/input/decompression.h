// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/peeked_stream.h"

namespace beaconscope::input {

/// How a stream is compressed. It is recognised by its first bytes, never by a file name.
enum class Compression : std::uint8_t { None, Gzip, Zstd, Lz4, Xz, Bzip2 };

Compression compressionOf(std::span<const std::byte> head);
const char* toString(Compression compression);

/// Returns a stream of the unpacked content of `packed`. It unpacks while it is read, in pieces of
/// fixed size, so a small file that unpacks to a huge one needs no more memory. Several gzip
/// members or frames in one file are read as one. bytesRead() still counts the packed bytes.
std::unique_ptr<ByteStream> decompress(Compression compression, std::unique_ptr<ByteStream> packed);

} // namespace beaconscope::input
