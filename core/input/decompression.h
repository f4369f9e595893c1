// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/peeked_stream.h"

namespace beaconscope::input {

/// What a stream turned out to be packed with, told by its first bytes and never by a name.
enum class Compression : std::uint8_t { None, Gzip, Zstd, Lz4 };

Compression compressionOf(std::span<const std::byte> head);
const char* toString(Compression compression);

/// The unpacked content of `packed`. It is unpacked while it is read, in pieces of fixed size, so a
/// small file that unpacks to a huge one costs no memory. Members or frames that follow each other
/// in one file are read as one. bytesRead() still counts the packed bytes.
std::unique_ptr<ByteStream> decompress(Compression compression, std::unique_ptr<ByteStream> packed);

} // namespace beaconscope::input
