// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/simulate/simulated_capture.h"

#include "core/base/atomic_file.h"
#include "core/simulate/pcap_writer.h"
#include "core/simulate/traffic_generator.h"

#include <ostream>

namespace beaconscope::simulate {

namespace {

constexpr std::uint64_t kPacketsBetweenChecks = 4096;

Scenario busyNetwork(const BenchmarkCapture& wanted) {
    Scenario scenario;
    scenario.seed = 8'000'000;
    scenario.duration = std::chrono::hours{24 * 365}; // the number of packets ends it
    scenario.hosts = wanted.hosts;
    scenario.browsing = Browsing{wanted.sites, 2'000, std::chrono::seconds{4}};
    scenario.services = {
        {"update.softwarehub.example", {std::chrono::minutes{10}, 0.05}},
        {"time.office.example", {std::chrono::seconds{64}, 0.01}, dns::RecordType::A, 30},
    };
    for (std::uint32_t host = 0; host < wanted.hosts; host += 100)
        scenario.beacons.push_back(
            {host, "sync.northgate-cdn.example", {std::chrono::seconds{60}}});
    return scenario;
}

void writeBusyNetwork(const BenchmarkCapture& wanted, std::ostream& out) {
    constexpr std::uint64_t kPayloadLimit = 400;
    TrafficGenerator generator(busyNetwork(wanted));
    PcapWriter writer(out);
    PacketBuilder builder;
    Random random(1, 0);
    SimulatedPacket packet;
    std::uint64_t written = 0;
    const IpAddress server = resolverAddress(); // one peer is enough for packets that are skipped
    while (written < wanted.packets && out) {
        if (random.chance(wanted.otherShare)) {
            const UdpEndpoints endpoints{server, hostAddress(packet.host), 443, 50'000};
            writer.write(packet.time == Timestamp{} ? Scenario{}.start : packet.time,
                         builder.tcp(endpoints, static_cast<std::uint32_t>(written),
                                     random.below(kPayloadLimit)));
        } else if (generator.next(packet)) {
            writer.write(packet.time, packet.frame);
        } else {
            break;
        }
        ++written;
    }
}

} // namespace

std::uint64_t writeCapture(const Scenario& scenario, std::ostream& out,
                           const std::stop_token& stop) {
    TrafficGenerator generator(scenario);
    PcapWriter writer(out);
    SimulatedPacket packet;
    std::uint64_t packets = 0;
    while (generator.next(packet)) {
        writer.write(packet.time, packet.frame);
        ++packets;
        if (packets % kPacketsBetweenChecks == 0 && (stop.stop_requested() || !out))
            break;
    }
    return packets;
}

Result<std::uint64_t> writeCaptureFile(const Scenario& scenario, const std::string& path,
                                       const std::stop_token& stop) {
    if (auto error = validate(scenario))
        return *error;
    std::uint64_t packets = 0;
    const auto error = writeFileAtomically(path, [&](std::ostream& out) {
        packets = writeCapture(scenario, out, stop);
        if (stop.stop_requested())
            out.setstate(std::ios::badbit);
    });
    if (stop.stop_requested() && error)
        return Error{"cancelled", {}, {}};
    if (error)
        return *error;
    return packets;
}

std::optional<Error> writeBenchmarkCapture(const BenchmarkCapture& wanted,
                                           const std::string& path) {
    return writeFileAtomically(path,
                               [&wanted](std::ostream& out) { writeBusyNetwork(wanted, out); });
}

} // namespace beaconscope::simulate
