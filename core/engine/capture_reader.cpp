// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/capture_reader.h"

#include "core/engine/memory_limit.h"
#include "core/words/notices.h"

#include <algorithm>
#include <utility>

namespace beaconscope::engine {

namespace {

constexpr std::uint64_t kPacketsBetweenChecks = 4'096;
/// Packets that hold many questions are checked more often.
constexpr std::size_t kQuestionsBetweenChecks = 65'536;
/// A block is handed over after this time although it is not full, so that the user sees that the
/// load goes on.
constexpr auto kPatience = std::chrono::milliseconds{100};
/// Making a provisional snapshot may take this share of the time between two of them.
constexpr int kProvisionalShare = 10;

} // namespace

void ProvisionalPace::shown(Clock::duration cost) {
    m_next = Clock::now().time_since_epoch() +
             std::max<Clock::duration>(kPause, cost * kProvisionalShare);
}

CaptureReader::CaptureReader(ReadBlocks& blocks, Progress& progress, ProvisionalPace* pace,
                             const std::stop_token& stop, const std::stop_token& endReading)
    : m_blocks(blocks)
    , m_progress(progress)
    , m_pace(pace)
    , m_stop(stop)
    , m_endReading(endReading)
    , m_block(blocks.takeFree())
    , m_messages([this](const dns::DnsPayload& payload, const dns::Message& message) {
        addMessage(payload, message);
    }) {}

bool CaptureReader::run(const std::vector<std::string>& paths, const input::ReadOptions& options) {
    m_facts.paths = paths;
    m_progress.isReading = true;
    m_sources.emplace(
        paths, [this] { return goOn(); }, options);
    m_progress.bytesTotal = m_sources->bytesTotal();
    std::string whyEnded = input::kReadingWasEnded;
    while (const input::Packet* packet = m_sources->next(m_file)) {
        addPacket(*packet);
        if (!isCheckDue())
            continue;
        if (!goOn())
            break;
        if (const auto full = whyMemoryIsFull(options.maxMemory)) {
            whyEnded += ", because " + *full;
            break;
        }
    }
    m_sources->endReading(whyEnded);
    m_messages.finish();
    handOver();
    m_progress.isReading = false;
    return !m_stop.stop_requested() && (m_facts.packets > 0 || !m_endReading.stop_requested());
}

bool CaptureReader::isCheckDue() {
    if (m_facts.packets % kPacketsBetweenChecks != 0 && m_questions < kQuestionsBetweenChecks)
        return false;
    m_questions = 0;
    return true;
}

/// Reports the progress. Returns false when the reading must end.
bool CaptureReader::goOn() {
    if (m_stop.stop_requested() || m_endReading.stop_requested() || m_blocks.isAbandoned())
        return false;
    if (!m_sources)
        return true; // the files are still being opened
    const bool isDue = m_pace != nullptr && m_facts.packets > m_packetsShown && m_pace->isDue();
    if (isDue) {
        m_packetsShown = m_facts.packets;
        m_block->provisional = facts();
        m_pace->ask();
    }
    if (isDue || Clock::now() - m_handedOver > kPatience)
        handOver();
    return true;
}

void CaptureReader::addPacket(const input::Packet& packet) {
    ++m_facts.packets;
    m_times.add(m_file, packet);
    m_messages.feed(packet);
}

void CaptureReader::addMessage(const dns::DnsPayload& payload, const dns::Message& message) {
    if (payload.isDuplicate || !m_block)
        return;
    m_questions += message.questions.size();
    m_block->messages.add(payload, message, FileId(static_cast<std::uint32_t>(m_file)));
    if (m_block->messages.isFull())
        handOver();
}

void CaptureReader::handOver() {
    m_progress.bytesRead = m_sources->bytesRead();
    m_progress.packets = m_facts.packets;
    m_handedOver = Clock::now();
    if (m_block == nullptr || (m_block->messages.empty() && !m_block->provisional))
        return;
    m_blocks.giveFull(std::move(m_block));
    m_block = m_blocks.takeFree();
}

snapshot::CaptureFacts CaptureReader::facts() const {
    snapshot::CaptureFacts facts = m_facts;
    facts.files = m_sources->facts();
    m_times.setTimes(facts);
    facts.leftOut = m_sources->leftOut();
    facts.encryptedDns = m_messages.encryptedDns();
    facts.encryptedFlowsOfOthers = m_messages.encryptedFlowsOfOthers();
    facts.unread = m_messages.unread().all();
    facts.unreadOthers = m_messages.unread().others();
    input::SkipCounts skipped = m_messages.skipped();
    skipped.add(m_sources->skipped());
    facts.skipped = words::skippedCounts(skipped);
    return facts;
}

} // namespace beaconscope::engine
