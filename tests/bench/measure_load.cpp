// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/engine.h"
#include "core/engine/investigation.h"
#include "tests/bench/measurements.h"

#include <pcap/pcap.h>

#include <array>
#include <future>
#include <stdexcept>

namespace beaconscope::bench {

namespace {

using SnapshotPtr = std::shared_ptr<const snapshot::Snapshot>;

void addSizes(const snapshot::Snapshot& snapshot, Figures& figures) {
    figures["packets"] = static_cast<double>(snapshot.capture.packets);
    figures["messages"] = static_cast<double>(snapshot.capture.dnsMessages);
    figures["events"] = static_cast<double>(snapshot.store.events.size());
    figures["names"] = static_cast<double>(snapshot.store.names.names.size());
    figures["pairs"] = static_cast<double>(snapshot.store.pairs->size());
}

void addMemory(std::uint64_t startBytes, Figures& figures) {
    figures["peak_bytes"] = static_cast<double>(memory().peakBytes - startBytes);
    figures["final_bytes"] = static_cast<double>(memory().currentBytes - startBytes);
}

} // namespace

Figures measureEmptyLoop(const std::string& path) {
    const Stopwatch watch;
    std::array<char, PCAP_ERRBUF_SIZE> message{};
    pcap_t* pcap = pcap_open_offline(path.c_str(), message.data());
    if (pcap == nullptr)
        throw std::runtime_error(message.data());
    pcap_pkthdr* header = nullptr;
    const u_char* data = nullptr;
    std::uint64_t bytes = 0;
    while (pcap_next_ex(pcap, &header, &data) == 1)
        bytes += header->caplen;
    pcap_close(pcap);
    return {{"seconds", watch.seconds()},
            {"cpu_seconds", watch.processorSeconds()},
            {"bytes", static_cast<double>(bytes)}};
}

Figures measurePhases(const std::string& path) {
    Figures figures;
    const std::uint64_t startBytes = memory().currentBytes;
    Progress progress;
    const Stopwatch reading;
    auto capture = engine::loadCapture({path}, progress, {}, {});
    figures["read_seconds"] = reading.seconds();
    figures["read_cpu_seconds"] = reading.processorSeconds();
    figures["read_bytes"] = static_cast<double>(memory().currentBytes - startBytes);
    engine::Investigation investigation;
    const Stopwatch analysing;
    const SnapshotPtr snapshot =
        investigation.take(std::move(*capture), snapshot::defaultAnalysisSettings(), {});
    figures["analyse_seconds"] = analysing.seconds();
    figures["analyse_cpu_seconds"] = analysing.processorSeconds();
    addSizes(*snapshot, figures);
    addMemory(startBytes, figures);
    return figures;
}

Figures measureEngine(const std::string& path) {
    Figures figures;
    const std::uint64_t startBytes = memory().currentBytes;
    SnapshotPtr shown; // held as the window holds it
    std::promise<void> done;
    std::size_t provisional = 0;
    const Stopwatch watch;
    engine::Engine engine(
        {[&](SnapshotPtr snapshot) {
             provisional += snapshot->isLoading ? 1U : 0U;
             shown = std::move(snapshot);
         },
         [&](engine::JobKind, engine::JobEnd, const std::string&) { done.set_value(); },
         [](const std::string&) {}});
    engine.load({path}, snapshot::defaultAnalysisSettings());
    done.get_future().wait();
    figures["seconds"] = watch.seconds();
    figures["cpu_seconds"] = watch.processorSeconds();
    figures["provisional_snapshots"] = static_cast<double>(provisional);
    addSizes(*shown, figures);
    addMemory(startBytes, figures);
    return figures;
}

} // namespace beaconscope::bench
