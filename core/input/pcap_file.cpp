// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/pcap_file.h"

#include "core/base/byte_order.h"
#include "core/base/platform_stream.h"

#include <fmt/core.h>
#include <pcap/pcap.h>

#include <array>
#include <string_view>

namespace beaconscope::input {

namespace {

struct ClosePcap {
    void operator()(pcap_t* pcap) const noexcept { pcap_close(pcap); }
};
using PcapPtr = std::unique_ptr<pcap_t, ClosePcap>;

/// Facts about a file that libpcap does not tell. They follow from its first four bytes.
struct Flavour {
    const char* format;
    const char* byteOrder;
    std::size_t fileHeader;
    std::size_t recordHeader;
};

Flavour flavourOf(std::span<const std::byte> head) {
    const std::uint32_t magic = big32(head, 0);
    const bool isBig = (magic >> 16U) == 0xa1b2;
    const std::uint32_t value = isBig ? magic : __builtin_bswap32(magic);
    const bool isNano = value == 0xa1b2'3c4d;
    const bool isModified = value == 0xa1b2'cd34;
    return {isNano       ? "pcap, nanoseconds"
            : isModified ? "modified pcap, microseconds"
                         : "pcap, microseconds",
            isBig ? ", big-endian" : ", little-endian", 24, isModified ? std::size_t{24} : 16};
}

/// Returns the link type by its number in files. libpcap uses other numbers for the types whose
/// number differs between systems.
LinkType linkTypeOf(pcap_t* pcap) {
    const int type = pcap_datalink(pcap);
    if (type == DLT_RAW)
        return LinkType::Raw;
    if (type == DLT_ATM_RFC1483)
        return LinkType::AtmRfc1483;
    return static_cast<LinkType>(type);
}

/// Whether libpcap says that the file ends too early. Its message is replaced, because the numbers
/// of bytes in it count libpcap's own reads.
bool tellsOfTheEnd(std::string_view message) {
    return message.starts_with("truncated dump file");
}

class LibpcapSource final : public PacketSource {
public:
    LibpcapSource(std::unique_ptr<PeekedStream> stream, PcapPtr pcap, Flavour flavour)
        : m_stream(std::move(stream))
        , m_pcap(std::move(pcap))
        , m_flavour(flavour)
        , m_linkType(linkTypeOf(m_pcap.get()))
        , m_nextOffset(flavour.fileHeader) {}

    ReadState next(Packet& packet) override;
    const Error& error() const override { return m_error; }
    std::string formatDescription() const override {
        return fmt::format("{}{}, {}, snap length {}", m_flavour.format, m_flavour.byteOrder,
                           toString(m_linkType), pcap_snapshot(m_pcap.get()));
    }
    std::uint64_t bytesRead() const override { return m_stream->bytesRead(); }

private:
    ReadState fail();

    std::unique_ptr<PeekedStream> m_stream; // m_pcap reads from it
    PcapPtr m_pcap;
    Flavour m_flavour;
    LinkType m_linkType;
    std::uint64_t m_packets = 0;
    std::uint64_t m_nextOffset;
    Error m_error;
};

ReadState LibpcapSource::next(Packet& packet) {
    pcap_pkthdr* header = nullptr;
    const u_char* data = nullptr;
    const int status = pcap_next_ex(m_pcap.get(), &header, &data);
    if (status == PCAP_ERROR_BREAK)
        return m_stream->error() ? fail() : ReadState::End;
    if (status != 1)
        return fail();
    packet.number = ++m_packets;
    // Seconds are unsigned in the file, but libpcap makes them negative from 2038 on. tv_usec
    // holds nanoseconds, because the file was opened with that precision.
    packet.time =
        timestampFromSeconds(static_cast<std::uint32_t>(header->ts.tv_sec), header->ts.tv_usec);
    packet.linkType = m_linkType;
    packet.bytes = std::as_bytes(std::span(data, header->caplen));
    packet.originalLength = header->len;
    packet.fileOffset = m_nextOffset;
    m_nextOffset += m_flavour.recordHeader + header->caplen;
    return ReadState::More;
}

ReadState LibpcapSource::fail() {
    std::string reason = m_stream->error() ? m_stream->error()->message : pcap_geterr(m_pcap.get());
    if (tellsOfTheEnd(reason))
        reason = "is truncated: it ends inside a packet";
    m_error = Error{reason, m_packets + 1, m_nextOffset};
    return ReadState::Damaged;
}

} // namespace

Result<std::unique_ptr<PacketSource>> openWithLibpcap(std::unique_ptr<PeekedStream> stream) {
    const Flavour flavour = flavourOf(stream->head());
    // libpcap reads through a C stream. The order of the members lets `stream` live longer.
    ByteStream* bytes = stream.get();
    platform::FilePtr file =
        platform::openReadFunction([bytes](std::span<std::byte> out) { return bytes->read(out); });
    if (!file)
        return Error{"no memory to read it", std::nullopt, std::nullopt};
    std::array<char, PCAP_ERRBUF_SIZE> message{};
    PcapPtr pcap(pcap_fopen_offline_with_tstamp_precision(file.get(), PCAP_TSTAMP_PRECISION_NANO,
                                                          message.data()));
    if (!pcap && tellsOfTheEnd(message.data()))
        return Error{fmt::format("is truncated: it ends inside the header of the file, which "
                                 "takes {} bytes",
                                 flavour.fileHeader),
                     std::nullopt, std::nullopt};
    if (!pcap)
        return Error{message.data(), std::nullopt, 0};
    static_cast<void>(file.release()); // pcap_close() closes it
    return {std::make_unique<LibpcapSource>(std::move(stream), std::move(pcap), flavour)};
}

} // namespace beaconscope::input
