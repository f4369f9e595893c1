// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/archive_kind.h"
#include "core/input/archive_reader.h"
#include "tests/fuzz/read_source.h"

#include <array>

using namespace beaconscope;

namespace {

/// Reads some members, and of each some bytes: what a small file can unpack to is bounded by time.
void readMembers(input::ArchiveReader& reader) {
    constexpr int kMaxMembers = 20;
    constexpr int kMaxReads = 50;
    std::array<std::byte, 4'096> buffer{};
    input::ArchiveMember member;
    for (int i = 0; i < kMaxMembers && reader.next(member); ++i) {
        for (int reads = 0; reads < kMaxReads && reader.read(buffer) > 0; ++reads) {
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = std::as_bytes(std::span(data, size));
    input::archiveKindOf(bytes);
    input::knownKindOf(bytes);
    for (const auto content :
         {input::ArchiveReader::Content::Archive, input::ArchiveReader::Content::OneStream}) {
        input::ArchiveReader reader(testing::peekedStream(data, size), content, "s3cret");
        readMembers(reader);
    }
    return 0;
}
