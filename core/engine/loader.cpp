// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/loader.h"

#include "core/base/platform_memory.h"
#include "core/engine/times_by_file.h"
#include "core/input/sources/merged_sources.h"
#include "core/network/message_reader.h"
#include "core/words/notices.h"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace beaconscope::engine {

namespace {

/// "8.1 GB", "120 MB"
std::string memoryText(double bytes) {
    constexpr double kGigabyte = 1e9;
    constexpr double kMegabyte = 1e6;
    return bytes < kGigabyte ? fmt::format("{:.0f} MB", bytes / kMegabyte)
                             : fmt::format("{:.1f} GB", bytes / kGigabyte);
}

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t kPacketsBetweenChecks = 4'096;
/// Packets that hold many questions are checked more often.
constexpr std::size_t kEventsBetweenChecks = 65'536;
/// What was read may take this share of the memory. The analysis takes up to 1.3 times as much
/// again.
constexpr double kShareOfReading = 0.4;
constexpr double kDefaultMemoryShare = 0.75;
constexpr auto kProvisionalPause = std::chrono::milliseconds{500};
/// Making a provisional snapshot may take this share of the time between two of them.
constexpr int kProvisionalShare = 10;

/// Runs one load, from opening the files to the facts.
class Load {
public:
    Load(Progress& progress, const std::stop_token& stop, const std::stop_token& endReading,
         const std::function<void(LoadedCapture)>& provisional)
        : m_progress(progress)
        , m_stop(stop)
        , m_endReading(endReading)
        , m_provisional(provisional)
        , m_messages([this](const dns::DnsPayload& payload, const dns::Message& message) {
            if (!payload.isDuplicate)
                m_store.add(payload, message, FileId(static_cast<std::uint32_t>(m_file)));
        }) {}

    /// Returns false when the load was stopped and its result must be dropped.
    bool run(const std::vector<std::string>& paths, const input::ReadOptions& options) {
        m_facts.paths = paths;
        m_progress.isReading = true;
        m_sources.emplace(
            paths, [this] { return goOn(); }, options);
        m_progress.bytesTotal = m_sources->bytesTotal();
        while (const input::Packet* packet = m_sources->next(m_file)) {
            addPacket(*packet);
            if (isCheckDue() && !(goOn() && fitsInto(options.maxMemory)))
                break;
        }
        m_sources->endReading(m_whyEnded);
        m_messages.finish();
        showProgress();
        m_progress.isReading = false;
        return !m_stop.stop_requested() && (m_facts.packets > 0 || !m_endReading.stop_requested());
    }

    /// Call this after run() only.
    LoadedCapture finish() {
        store::StoreView view = m_store.takeView();
        m_facts.timeGrids = std::make_shared<const std::vector<store::TimeGrid>>(
            store::timeGridsOf(view.events, m_sources->facts()));
        return result(std::move(view));
    }

private:
    LoadedCapture result(store::StoreView view) const {
        LoadedCapture capture{m_facts, std::move(view)};
        const store::MessageCounts& counts = m_store.counts();
        capture.facts.files = m_sources->facts();
        m_times.setTimes(capture.facts);
        capture.facts.leftOut = m_sources->leftOut();
        capture.facts.dnsMessages = counts.messages;
        capture.facts.queries = counts.queries;
        capture.facts.responses = counts.responses;
        capture.facts.encryptedDns = m_messages.encryptedDns();
        capture.facts.encryptedFlowsOfOthers = m_messages.encryptedFlowsOfOthers();
        capture.facts.unread = m_messages.unread().all();
        capture.facts.unreadOthers = m_messages.unread().others();
        input::SkipCounts skipped = m_messages.skipped();
        skipped.add(m_sources->skipped());
        capture.facts.skipped = words::skippedCounts(skipped);
        capture.facts.notices = words::noticesFor(capture.facts, counts);
        return capture;
    }

    /// Reports the progress. Returns false when the reading must end.
    bool goOn() {
        if (m_stop.stop_requested() || m_endReading.stop_requested())
            return false;
        if (!m_sources)
            return true; // the files are still being opened
        showProgress();
        const auto now = Clock::now();
        if (m_provisional && m_facts.packets > m_packetsShown && now >= m_nextProvisional) {
            m_packetsShown = m_facts.packets;
            m_provisional(result(m_store.view()));
            const auto cost = Clock::now() - now;
            m_nextProvisional = Clock::now() + std::max<Clock::duration>(kProvisionalPause,
                                                                         cost * kProvisionalShare);
        }
        return true;
    }

    bool isCheckDue() {
        if (m_facts.packets % kPacketsBetweenChecks != 0 && m_store.size() < m_eventsAtNextCheck)
            return false;
        m_eventsAtNextCheck = m_store.size() + kEventsBetweenChecks;
        return true;
    }

    /// Returns false when the analysis of more packets might not fit into memory; see ReadOptions.
    bool fitsInto(std::uint64_t maxMemory) {
        const platform::MemoryUse memory = platform::memoryUse();
        const double limit = maxMemory > 0
                                 ? static_cast<double>(maxMemory)
                                 : kDefaultMemoryShare * static_cast<double>(memory.limit);
        const auto used = static_cast<double>(memory.used);
        if (used < kShareOfReading * limit)
            return true;
        m_whyEnded =
            fmt::format("{}, because it fills {} of memory, and the analysis of more might "
                        "not fit into {}",
                        input::kReadingWasEnded, memoryText(used), memoryText(limit));
        return false;
    }

    void addPacket(const input::Packet& packet) {
        ++m_facts.packets;
        m_times.add(m_file, packet);
        m_messages.feed(packet);
    }

    void showProgress() {
        m_progress.bytesRead = m_sources->bytesRead();
        m_progress.packets = m_facts.packets;
        m_progress.dnsMessages = m_store.counts().messages;
    }

    Progress& m_progress;
    const std::stop_token& m_stop;
    const std::stop_token& m_endReading;
    const std::function<void(LoadedCapture)>& m_provisional;
    std::size_t m_eventsAtNextCheck = kEventsBetweenChecks;
    std::string m_whyEnded = input::kReadingWasEnded;
    Clock::time_point m_nextProvisional = Clock::now() + kProvisionalPause;
    std::uint64_t m_packetsShown = 0;

    std::optional<input::MergedSources> m_sources; ///< empty until the files are open
    network::MessageReader m_messages;
    store::EventStore m_store;
    TimesByFile m_times;
    snapshot::CaptureFacts m_facts;
    std::size_t m_file = 0;
};

} // namespace

std::optional<LoadedCapture> loadCapture(const std::vector<std::string>& paths, Progress& progress,
                                         const std::stop_token& stop,
                                         const std::function<void(LoadedCapture)>& provisional,
                                         const std::stop_token& endReading,
                                         const input::ReadOptions& options) {
    progress.reset();
    Load load(progress, stop, endReading, provisional);
    if (!load.run(paths, options))
        return std::nullopt;
    return load.finish();
}

} // namespace beaconscope::engine
