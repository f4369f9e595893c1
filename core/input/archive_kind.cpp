// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/archive_kind.h"

#include "core/base/byte_order.h"

#include <algorithm>
#include <array>

namespace beaconscope::input {

namespace {

using Bytes = std::span<const std::byte>;
using namespace std::string_view_literals;

bool startsWith(Bytes head, std::string_view magic) {
    const auto bytes = std::as_bytes(std::span(magic));
    return head.size() >= bytes.size() && std::ranges::equal(head.first(bytes.size()), bytes);
}

/// Whether these bytes are the header of a member of a tar archive: the sum of its bytes stands in
/// it, as an octal number.
bool isTarHeader(Bytes head) {
    constexpr std::size_t kHeader = 512;
    constexpr std::size_t kSum = 148;
    constexpr std::size_t kSumEnd = 156;
    if (head.size() < kHeader || head.front() == std::byte{0})
        return false;
    unsigned actual = 0;
    for (std::size_t i = 0; i < kHeader; ++i)
        actual += i >= kSum && i < kSumEnd ? unsigned{' '} : byteAt(head, i);
    unsigned written = 0;
    bool hasDigit = false;
    for (std::size_t i = kSum; i < kSumEnd; ++i) {
        const unsigned digit = byteAt(head, i) - unsigned{'0'};
        if (digit < 8) {
            written = written * 8 + digit;
            hasDigit = true;
        } else if (hasDigit) {
            break;
        }
    }
    return hasDigit && written == actual;
}

struct Kind {
    std::string_view magic;
    std::string_view name;
};

constexpr std::array kKnown = {
    Kind{"MSCF"sv, "a cab archive"},
    Kind{"!<arch>\n"sv, "an ar archive, as Debian packages are"},
    Kind{"\x1f\x9d"sv, "packed with compress (.Z)"},
    Kind{"\x5d\x00\x00"sv, "packed with lzma"},
    Kind{"LZIP"sv, "packed with lzip"},
    Kind{"070701"sv, "a cpio archive"},
    Kind{"070707"sv, "a cpio archive"},
    Kind{"%PDF-"sv, "a PDF document"},
    Kind{"SQLite format 3\0"sv, "an SQLite database"},
    Kind{"PAR1"sv, "a Parquet table"},
    Kind{"Obj\x01"sv, "an Avro file"},
    Kind{"ElfFile\0"sv, "a Windows event log"},
    Kind{"\x7f"
         "ELF"sv,
         "a program"},
    Kind{"MZ"sv, "a Windows program"},
    Kind{"\x89PNG"sv, "a picture"},
    Kind{"\xff\xd8\xff"sv, "a picture"},
    Kind{"-----BEGIN PGP"sv, "encrypted with PGP"},
    Kind{"RTSS"sv, "a capture of NetMon 1, which is not read; Wireshark can save it as pcapng"},
};

} // namespace

ArchiveKind archiveKindOf(Bytes head) {
    if (startsWith(head, "PK\x03\x04"sv) || startsWith(head, "PK\x05\x06"sv) ||
        startsWith(head, "PK\x07\x08"sv))
        return ArchiveKind::Zip;
    if (startsWith(head, "7z\xbc\xaf\x27\x1c"sv))
        return ArchiveKind::SevenZip;
    if (startsWith(head, "Rar!\x1a\x07"sv))
        return ArchiveKind::Rar;
    return isTarHeader(head) ? ArchiveKind::Tar : ArchiveKind::None;
}

std::string_view toString(ArchiveKind kind) {
    switch (kind) {
    case ArchiveKind::None:
        break;
    case ArchiveKind::Zip:
        return "zip archive";
    case ArchiveKind::Tar:
        return "tar archive";
    case ArchiveKind::SevenZip:
        return "7z archive";
    case ArchiveKind::Rar:
        return "rar archive";
    }
    return "file";
}

std::string_view knownKindOf(Bytes head) {
    for (const Kind& kind : kKnown) {
        if (startsWith(head, kind.magic))
            return kind.name;
    }
    return {};
}

} // namespace beaconscope::input
