// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace beaconscope::input {

enum class ArchiveKind : std::uint8_t { None, Zip, Tar, SevenZip, Rar };

/// Recognises an archive by its first bytes, 512 of which a tar archive needs.
ArchiveKind archiveKindOf(std::span<const std::byte> head);
/// Returns "zip archive".
std::string_view toString(ArchiveKind kind);

/// Names a kind of file that is not read, "a cab archive", by its first 16 bytes. Returns an empty
/// text for one that is not known.
std::string_view knownKindOf(std::span<const std::byte> head);

} // namespace beaconscope::input
