// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/sources/open_source.h"

#include "core/base/byte_order.h"
#include "core/input/archive_kind.h"
#include "core/input/decompression.h"
#include "core/input/erf_reader.h"
#include "core/input/lines/utf16_stream.h"
#include "core/input/netmon_reader.h"
#include "core/input/pcap_reader.h"
#include "core/input/pcapng_reader.h"
#include "core/input/peeked_stream.h"
#include "core/input/snoop_reader.h"
#include "core/input/zeek/dns_log_reader.h"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace beaconscope::input {

namespace {

bool isPcapMagic(std::uint32_t value) {
    switch (value) {
    case 0xa1b2'c3d4: // microseconds
    case 0xa1b2'3c4d: // nanoseconds
    case 0xa1b2'cd34: // "modified": longer record headers
        return true;
    default:
        return false;
    }
}

bool isPcap(std::span<const std::byte> head) {
    return head.size() >= 4 && (isPcapMagic(big32(head, 0)) || isPcapMagic(little32(head, 0)));
}

bool isPcapng(std::span<const std::byte> head) {
    constexpr std::uint32_t kSectionHeader = 0x0a0d'0d0a;
    return head.size() >= 4 && big32(head, 0) == kSectionHeader;
}

bool isText(std::span<const std::byte> bytes) {
    return std::ranges::all_of(bytes, [](std::byte byte) {
        const auto value = std::to_integer<unsigned char>(byte);
        return (value >= 0x20 && value != 0x7f) || value == '\n' || value == '\r' || value == '\t';
    });
}

/// Says what a file starts with, as text or as bytes, so that the user recognises the wrong file.
std::string describeHead(std::span<const std::byte> head) {
    std::string hex;
    std::string text;
    bool isAscii = isText(head);
    for (const std::byte byte : head) {
        const auto value = std::to_integer<unsigned char>(byte);
        hex += fmt::format("{}{:02x}", hex.empty() ? "" : " ", value);
        text += static_cast<char>(value);
        isAscii = isAscii && value < 0x7f;
    }
    if (!isAscii)
        return fmt::format("it starts with the bytes {}", hex);
    text.erase(std::find_if(text.begin(), text.end(), [](char c) { return c < ' '; }), text.end());
    return fmt::format("it starts with the text \"{}\"", text);
}

Error refused(std::string message) {
    return {std::move(message), std::nullopt, std::nullopt};
}

/// Returns a stream of what a file holds, without compression and as UTF-8 if it is text.
std::unique_ptr<PeekedStream> unpacked(std::unique_ptr<ByteStream> bytes) {
    auto stream = std::make_unique<PeekedStream>(std::move(bytes));
    const Compression compression = compressionOf(stream->head());
    if (compression != Compression::None)
        stream = std::make_unique<PeekedStream>(decompress(compression, std::move(stream)));
    if (const auto order = utf16OrderOf(stream->head()))
        stream = std::make_unique<PeekedStream>(
            std::make_unique<Utf16Stream>(std::move(stream), *order));
    return stream;
}

/// Returns how a stream that no format's first bytes tell goes on.
std::unique_ptr<PeekedStream> withWiderHead(std::unique_ptr<PeekedStream> stream) {
    return std::make_unique<PeekedStream>(std::move(stream), PeekedStream::kMaxPeeked);
}

/// Opens a capture or a log by its first bytes. Returns no source, and leaves `stream`, when they
/// tell neither.
Result<std::unique_ptr<PacketSource>> openByHead(std::unique_ptr<PeekedStream>& stream) {
    if (stream->error())
        return *stream->error();
    if (stream->head().empty())
        return refused("is empty");
    if (isPcapng(stream->head()))
        return {std::make_unique<PcapngReader>(std::move(stream))};
    if (isPcap(stream->head()))
        return openPcap(std::move(stream));
    if (isSnoop(stream->head()))
        return openSnoop(std::move(stream));
    if (isNetMon(stream->head()))
        return openNetMon(std::move(stream));
    if (zeek::mayBeLog(stream->head()))
        return zeek::openDnsLog(std::move(stream));
    if (mayBeErf(stream->head()))
        return {std::make_unique<ErfReader>(std::move(stream))};
    return std::unique_ptr<PacketSource>();
}

/// Opens what the first bytes do not tell: text without a header.
Result<std::unique_ptr<PacketSource>> openByWiderLook(std::unique_ptr<PeekedStream> stream,
                                                      const ReadOptions& options) {
    const auto head = stream->head();
    if (const ArchiveKind kind = archiveKindOf(head); kind != ArchiveKind::None)
        return refused(
            fmt::format("is a {} that cannot be read here, in another archive or through "
                        "a pipe; unpack it first",
                        toString(kind)));
    const std::string text(reinterpret_cast<const char*>(head.data()), head.size());
    const std::string line = text.substr(0, text.find_first_of("\r\n"));
    if (isText(head)) {
        if (!options.zeekColumns.empty())
            return zeek::openDnsColumns(std::move(stream), options.zeekColumns, ",");
        if (zeek::isLineOfNames(line))
            return zeek::openDnsColumns(std::move(stream), line, "\t");
        if (zeek::isLineOfValues(line))
            return Error{"is tab-separated text without a header, as zeek-cut writes it. Say which "
                         "columns it has on the command line (report --zeek-columns "
                         "ts,id.orig_h,query FILE), or keep the header (zeek-cut -c)",
                         std::nullopt, std::nullopt};
    }
    if (const std::string_view kind = knownKindOf(head); !kind.empty())
        return refused(fmt::format("is not a capture file: it is {}", kind));
    return Error{
        fmt::format("is not a capture file: {}",
                    describeHead(head.first(std::min(head.size(), PeekedStream::kPeeked)))),
        std::nullopt, std::nullopt};
}

using Reader = std::unique_ptr<ArchiveReader>;

Reader readArchive(std::unique_ptr<ByteStream> stream, const ReadOptions& options) {
    return std::make_unique<ArchiveReader>(std::move(stream), ArchiveReader::Content::Archive,
                                           options.password);
}

Result<OpenedInput> listMembers(std::unique_ptr<PeekedStream> stream, const ReadOptions& options) {
    OpenedInput input;
    input.archiveKind = toString(archiveKindOf(stream->head()));
    const Reader reader = readArchive(std::move(stream), options);
    ArchiveMember member;
    while (reader->next(member)) {
        if (input.members.size() == kMaxMembers) {
            input.isCutOff = true;
            break;
        }
        input.members.push_back(member);
    }
    if (reader->error() && input.members.empty())
        return *reader->error();
    input.problem = reader->error();
    return {std::move(input)};
}

} // namespace

Result<OpenedInput> openInput(const std::string& path, WhileWaiting whileWaiting,
                              const ReadOptions& options) {
    auto bytes = openByteStream(path, std::move(whileWaiting));
    if (!bytes)
        return bytes.error();
    auto stream = unpacked(std::move(*bytes));
    auto source = openByHead(stream);
    if (!source)
        return source.error();
    if (*source)
        return {OpenedInput{std::move(*source), {}, {}, false, {}}};
    stream = withWiderHead(std::move(stream));
    if (archiveKindOf(stream->head()) != ArchiveKind::None && !isReadOnce(path))
        return listMembers(std::move(stream), options);
    auto other = openByWiderLook(std::move(stream), options);
    if (!other)
        return other.error();
    return {OpenedInput{std::move(*other), {}, {}, false, {}}};
}

Result<std::unique_ptr<PacketSource>> openMember(const std::string& path, std::size_t member,
                                                 WhileWaiting whileWaiting,
                                                 const ReadOptions& options) {
    auto bytes = openByteStream(path, std::move(whileWaiting));
    if (!bytes)
        return bytes.error();
    Reader reader = readArchive(withWiderHead(unpacked(std::move(*bytes))), options);
    ArchiveMember found;
    for (std::size_t i = 0; i <= member; ++i) {
        if (!reader->next(found))
            return reader->error().value_or(refused("is no longer in its archive"));
    }
    return openPacketSource(std::make_unique<MemberStream>(std::move(reader)), options);
}

Result<std::unique_ptr<PacketSource>>
openPacketSource(const std::string& path, WhileWaiting whileWaiting, const ReadOptions& options) {
    auto bytes = openByteStream(path, std::move(whileWaiting));
    if (!bytes)
        return bytes.error();
    return openPacketSource(std::move(*bytes), options);
}

Result<std::unique_ptr<PacketSource>> openPacketSource(std::unique_ptr<ByteStream> bytes,
                                                       const ReadOptions& options) {
    auto stream = unpacked(std::move(bytes));
    auto source = openByHead(stream);
    if (!source || *source)
        return source;
    return openByWiderLook(withWiderHead(std::move(stream)), options);
}

} // namespace beaconscope::input
