// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/case_capture.h"

#include "core/simulate/packet_builder.h"
#include "core/simulate/pcap_writer.h"
#include "core/simulate/wire_name.h"
#include "tests/support/detector_case.h"

#include <QStringList>

#include <cmath>
#include <fstream>

namespace beaconscope::test {

namespace {

enum Field { Time, Client, Name, Type, IsResponse, Id, Ttl, Rcode, FieldCount };

constexpr std::uint16_t kDnsPort = 53;
constexpr std::uint16_t kMulticastPort = 5353;

Timestamp timeOf(const QString& text) {
    constexpr double kNanosecondsASecond = 1e9;
    const qsizetype point = text.indexOf(u'.');
    const auto seconds = text.left(point).toLongLong();
    const double rest = point < 0 ? 0 : text.mid(point).toDouble();
    return Timestamp(std::chrono::seconds(seconds) +
                     std::chrono::nanoseconds(std::llround(rest * kNanosecondsASecond)));
}

simulate::UdpEndpoints endpointsOf(const QStringList& fields) {
    const bool multicast = fields[Name].endsWith(u".local");
    const auto port = static_cast<std::uint16_t>(
        multicast ? kMulticastPort
                  : 1024 + qHash(fields[Client] + fields[Id] + fields[Name]) % 64'000);
    simulate::UdpEndpoints endpoints;
    endpoints.source = *IpAddress::parse(fields[Client].toStdString());
    endpoints.destination = *IpAddress::parse(multicast ? "224.0.0.251" : "10.255.0.53");
    endpoints.sourcePort = port;
    endpoints.destinationPort = multicast ? kMulticastPort : kDnsPort;
    if (fields[IsResponse] == u"1") {
        std::swap(endpoints.source, endpoints.destination);
        std::swap(endpoints.sourcePort, endpoints.destinationPort);
    }
    return endpoints;
}

} // namespace

bool writeCaseAsCapture(const QString& path, const QString& capture) {
    const auto lines = caseLines(path);
    std::ofstream out(capture.toStdString(), std::ios::binary);
    simulate::PcapWriter writer(out);
    simulate::PacketBuilder builder;
    for (const QString& line : lines) {
        const QStringList fields = line.split(u'\t');
        const auto name = simulate::wireName(fields.value(Name).toStdString());
        if (fields.size() != FieldCount || !name)
            return false;
        simulate::MessageContent content;
        content.id = fields[Id].toUShort();
        content.isResponse = fields[IsResponse] == u"1";
        content.rcode = static_cast<dns::ResponseCode>(fields[Rcode].toUShort());
        content.wireName = *name;
        content.type = static_cast<dns::RecordType>(fields[Type].toUShort());
        content.hasAnswer = content.isResponse && fields[Rcode] == u"0";
        content.ttlSeconds = static_cast<std::uint32_t>(std::max(0, fields[Ttl].toInt()));
        writer.write(timeOf(fields[Time]), builder.dnsOverUdp(endpointsOf(fields), content));
    }
    return !lines.isEmpty() && out.good();
}

} // namespace beaconscope::test
