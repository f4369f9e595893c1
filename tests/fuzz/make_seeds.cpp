// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/rule_file.h"
#include "tests/support/archive_builder.h"
#include "tests/support/pcap_builder.h"
#include "tests/support/pcapng_builder.h"

#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

using namespace beaconscope;
using namespace beaconscope::testing;

namespace {

const Endpoint kClient{"10.0.0.1", 4000};
const Endpoint kResolver{"10.0.0.2", 53};

Bytes udpQuery() {
    return udpPacket(kClient, kResolver, dnsQuery(7, "www.example.com"));
}
Bytes udpQuery6() {
    return udpPacket({"2001:db8::1", 4000}, {"2001:db8::53", 53}, dnsQuery(7, "www.example.com"));
}

void write(const std::filesystem::path& folder, const std::string& name, const Bytes& bytes) {
    std::filesystem::create_directories(folder);
    writeFile((folder / name).string(), bytes);
}

void writeMessages(const std::filesystem::path& folder) {
    write(folder, "query", dnsQuery(1, "www.example.com"));
    write(folder, "response", dnsResponse(1, "www.example.com"));
    write(folder, "pointers",
          join({dnsHeader(1, 0, {2, 0, 0, 0}), fromHex("0161 00 0001 0001 0162 c00c 0001 0001")}));
    write(folder, "forward",
          join({dnsHeader(1, 0, {1, 0, 0, 0}), fromHex("c012 0001 0001 0161 00")}));
    write(folder, "loop", join({dnsHeader(1, 0, {1, 0, 0, 0}), fromHex("c00c 0001 0001")}));
}

/// As fuzz_packets reads them: link type, then packets behind a length of one byte.
Bytes packets(std::uint16_t linkType, std::initializer_list<Bytes> list) {
    Bytes bytes{static_cast<std::byte>(linkType), static_cast<std::byte>(linkType >> 8U)};
    for (const Bytes& packet : list) {
        bytes.push_back(static_cast<std::byte>(packet.size()));
        append(bytes, packet);
    }
    return bytes;
}

void writePackets(const std::filesystem::path& folder) {
    const Bytes message = withLength(dnsQuery(1, "www.example.com"));
    const Bytes head(message.begin(), message.begin() + 20);
    const Bytes tail(message.begin() + 20, message.end());
    write(folder, "ethernet", packets(1, {ethernet(udpQuery()), ethernet(udpQuery6())}));
    write(folder, "vlan",
          packets(1, {ethernetFrame(0x8100, join({fromHex("00640800"), udpQuery()}))}));
    write(folder, "mpls",
          packets(1, {ethernetFrame(0x8847, join({fromHex("00064140"), udpQuery()}))}));
    write(folder, "tcp",
          packets(101, {tcpPacket(kClient, kResolver, 999, {}, {.syn = true}),
                        tcpPacket(kClient, kResolver, 1020, tail),
                        tcpPacket(kClient, kResolver, 1000, head)}));
    write(folder, "gre",
          packets(101, {ipPacket("192.0.2.1", "192.0.2.2", 47,
                                 join({fromHex("00000800"), udpQuery()}))}));
    write(folder, "vxlan",
          packets(101, {udpPacket({"192.0.2.1", 5}, {"192.0.2.2", 4789},
                                  join({fromHex("0800000000000100"), ethernet(udpQuery())}))}));
    write(folder, "sll",
          packets(113, {join({fromHex("00040001000602000000000100000800"), udpQuery()})}));
    write(folder, "radiotap",
          packets(127, {join({fromHex("0000 0900 02000000 00 0802 0000 020000000001 020000000002 "
                                      "020000000003 0000 aaaa03 000000 0800"),
                              udpQuery()})}));
    for (const unsigned type : {0U, 9U, 51U, 104U, 107U, 129U, 192U, 197U, 239U, 258U, 276U})
        write(folder, "link_type_" + std::to_string(type),
              packets(static_cast<std::uint16_t>(type), {udpQuery()}));
}

/// Encapsulations that few networks have.
void writeRareTunnels(const std::filesystem::path& folder) {
    const auto inUdp = [](std::uint16_t port, const char* header, const Bytes& inner) {
        return packets(101, {udpPacket({"192.0.2.1", 5}, {"192.0.2.2", port},
                                       join({fromHex(header), inner}))});
    };
    write(folder, "tzsp", inUdp(37008, "01000001 00 0a01c8 01", ethernet(udpQuery())));
    write(folder, "l2tp", inUdp(1701, "4002 0050 0001 0001 ff03 0021", udpQuery()));
    write(folder, "l2tp3", inUdp(1701, "0003 0000 00000001", ethernet(udpQuery())));
    write(folder, "lisp", inUdp(4341, "8000 0000 00000001", udpQuery()));
    write(folder, "mpls_udp", inUdp(6635, "00064140", udpQuery()));
    const char* const wireless = "0208 0000 020000000001 020000000002 020000000003 0000 ";
    write(folder, "capwap",
          inUdp(5247,
                (std::string("0010 0300 00000000 ") + wireless + "aaaa03 000000 0800").c_str(),
                udpQuery()));
    const Bytes part = join({fromHex("aaaa03 000000 0800"), udpQuery()});
    const Bytes subframe = ethernetFrame(static_cast<std::uint16_t>(part.size()), part);
    write(folder, "aggregate",
          packets(105, {join({fromHex("8802 0000 020000000001 020000000002 020000000003 0000 8000"),
                              subframe, Bytes((4 - subframe.size() % 4) % 4), subframe})}));
}

/// Tags, ports and link types that few networks have.
void writeRareTags(const std::filesystem::path& folder) {
    for (const char* tag :
         {"8926 00000000 0800", "893f 000000000000 0800", "8909 01 01 0001 0005 0800",
          "8988 000000000001 0800", "dada 0000 40080001 0800", "894f 0fc2 0201 00000100",
          "88e5 20 00 00000001 0200000000010001 0800"})
        write(folder, std::string("tag_") + std::string(tag, 4),
              packets(1, {join({fromHex(std::string("020000000001 020000000002") + tag),
                                udpQuery()})}));
    const Endpoint otherPort{"10.0.0.2", 8053};
    write(
        folder, "tcp_other_port",
        packets(101,
                {tcpPacket(kClient, otherPort, 1000, withLength(dnsQuery(1, "www.example.com"))),
                 tcpPacket(otherPort, kClient, 1, withLength(dnsResponse(1, "www.example.com")))}));
    for (const unsigned type :
         {6U, 10U, 99U, 100U, 109U, 117U, 122U, 123U, 178U, 226U, 242U, 281U, 282U, 283U, 284U})
        write(folder, "link_type_" + std::to_string(type),
              packets(static_cast<std::uint16_t>(type), {join({Bytes(24), udpQuery()})}));
}

void writeFiles(const std::filesystem::path& folder) {
    const Timestamp time = timestampFromSeconds(1'700'000'000, 0);
    write(folder, "pcap", PcapBuilder().add(time, ethernet(udpQuery())).bytes());
    write(folder, "pcap_big_endian",
          PcapBuilder({.nanoseconds = true, .bigEndian = true})
              .add(time, ethernet(udpQuery()))
              .bytes());
    write(folder, "pcapng",
          PcapngBuilder()
              .interface(1)
              .interface(101, 96, 9)
              .packet(0, 1, ethernet(udpQuery()))
              .packet(1, 2, udpQuery())
              .simplePacket(ethernet(udpQuery6()))
              .bytes());
    write(folder, "gzip", fromHex("1f8b08000000000000034b4c4c04003581f8b903000000"));
}

Bytes bytesOf(std::string_view text) {
    const auto* data = reinterpret_cast<const std::byte*>(text.data());
    return {data, data + text.size()};
}

void writeLogs(const std::filesystem::path& folder) {
    write(folder, "tsv",
          bytesOf(
              "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n"
              "#path\tdns\n#fields\tts\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\t"
              "trans_id\trtt\tquery\tqtype\trcode\tanswers\tTTLs\n"
              "1700000000.25\t10.0.0.1\t4000\t10.0.0.2\t53\tudp\t7\t0.02\ta\\x2cb.example\t1\t"
              "0\tx,192.0.2.1\t600.0,60.0\n"
              "1700000001.5\t10.0.0.1\t4000\t2001:db8::1\t53\ttcp\t8\t-\t(empty)\t28\t-\t-\t-\n"));
    write(folder, "json",
          bytesOf(R"({"ts":1700000000.25,"id.orig_h":"10.0.0.1","id.orig_p":4000,)"
                  R"("id.resp_h":"10.0.0.2","id.resp_p":53,"proto":"udp","trans_id":7,"rtt":2e-2,)"
                  R"("query":"www.example.com","qtype_name":"A","rcode":0,"TTLs":[600.0,60.0],)"
                  R"("answers":["x"]})"
                  "\n"
                  R"({"_path":"dns","ts":"2023-11-14T22:13:21.5Z","id":{"orig_h":"10.0.0.1"}})"
                  "\n"));
}

void writeLogVariants(const std::filesystem::path& folder) {
    const std::string fields = R"("ts":"2025-10-09T10:53:25+0200","id.orig_h":"10.0.0.1",)"
                               R"("query":"a.example","rtt":"1m19.4733ms","TTLs":["5m"])";
    write(folder, "array", bytesOf("[{" + fields + "},\n{" + fields + "}]"));
    write(folder, "indented", bytesOf("{\n" + fields + "\n}\n{\n" + fields + "\n}\n"));
    write(folder, "under_a_key", bytesOf("{\"conn\":{}}\n{\"dns\":{" + fields + "}}\n"));
}

void writeColumns(const std::filesystem::path& folder) {
    write(folder, "values",
          bytesOf("1700000000000000000\t10.0.0.1\t10.0.0.2\ta.example\t5ms\t1h,30s\n"));
    write(folder, "names", bytesOf("ts\tid.orig_h\tquery\n"));
}

/// Returns a number of 32 bits in four bytes, the highest first or last.
Bytes bytes32(std::size_t value, bool isBig) {
    Bytes bytes;
    for (unsigned i = 0; i < 4; ++i)
        bytes.push_back(static_cast<std::byte>(value >> 8U * (isBig ? 3U - i : i)));
    return bytes;
}

void writeOtherCaptures(const std::filesystem::path& snoop, const std::filesystem::path& netMon) {
    const Bytes frame = ethernet(udpQuery());
    const Bytes length = bytes32(frame.size(), true);
    write(snoop, "one_packet",
          join({fromHex("736e6f6f70000000 00000002 00000004"), length, length,
                bytes32(frame.size() + 24, true), fromHex("00000000 6553f100 0003d090"), frame}));
    Bytes header = fromHex("474d4255 0302 0100 e707 0b00 0200 0e00 1600 0d00 1400 fa00");
    header.resize(128);
    const Bytes size = bytes32(frame.size(), false);
    write(netMon, "one_frame",
          join({header, fromHex("0100000000000000"), size, size, frame,
                fromHex("0100 00000000 20a9d3f14a17da01 00")}));
}

void writeArchives(const std::filesystem::path& folder) {
    const std::vector<NamedBytes> files{{"a.txt", bytesOf("some text, some text")},
                                        {"b/c.txt", bytesOf("more text")}};
    write(folder, "zip", archiveOf(files, ArchiveFormat::Zip));
    write(folder, "zip_password",
          archiveOf(files, ArchiveFormat::ZipWithPassword, ArchiveFilter::None, "s3cret"));
    write(folder, "tar", archiveOf(files, ArchiveFormat::Tar));
    write(folder, "7z", archiveOf(files, ArchiveFormat::SevenZip));
    const std::vector<NamedBytes> one{files.front()};
    write(folder, "xz", archiveOf(one, ArchiveFormat::OneStream, ArchiveFilter::Xz));
    write(folder, "bzip2", archiveOf(one, ArchiveFormat::OneStream, ArchiveFilter::Bzip2));
}

void writeRules(const std::filesystem::path& folder) {
    write(folder, "one_rule", bytesOf(rules::serialise({rules::Rule{}})));
}

} // namespace

/// Writes what the fuzzers start from: make_seeds FOLDER.
int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: make_seeds FOLDER\n", stderr);
        return 2;
    }
    try {
        const std::filesystem::path folder = argv[1];
        writeMessages(folder / "fuzz_dns_message");
        writePackets(folder / "fuzz_packets");
        writeRareTunnels(folder / "fuzz_packets");
        writeRareTags(folder / "fuzz_packets");
        writeFiles(folder / "fuzz_capture_file");
        writeLogs(folder / "fuzz_zeek_log");
        writeLogVariants(folder / "fuzz_zeek_log");
        writeColumns(folder / "fuzz_zeek_columns");
        writeOtherCaptures(folder / "fuzz_snoop", folder / "fuzz_netmon");
        writeArchives(folder / "fuzz_archive");
        writeRules(folder / "fuzz_rule_file");
    } catch (const std::exception& error) {
        std::fprintf(stderr, "make_seeds: %s\n", error.what());
        return 1;
    }
    return 0;
}
