// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/progress.h"
#include "core/engine/hand_over.h"
#include "core/engine/times_by_file.h"
#include "core/input/sources/merged_sources.h"
#include "core/network/message_reader.h"
#include "core/snapshot/capture_facts.h"
#include "core/store/message_block.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace beaconscope::engine {

/// Messages on their way from the thread that reads to the thread that stores.
struct ReadBlock {
    store::MessageBlock messages;
    /// When set, a provisional snapshot is due after these messages. The facts lack what the store
    /// knows: counts of messages, and notices.
    std::optional<snapshot::CaptureFacts> provisional;
};

using ReadBlocks = HandOver<ReadBlock>;

/// When the next provisional snapshot is due. Both threads use it.
class ProvisionalPace {
public:
    using Clock = std::chrono::steady_clock;

    bool isDue() const { return Clock::now().time_since_epoch() >= m_next.load(); }
    /// Nothing is due until shown() is called.
    void ask() { m_next = Clock::duration::max(); }
    /// `cost` is what the last snapshot took.
    void shown(Clock::duration cost);

private:
    static constexpr auto kPause = std::chrono::milliseconds{500};

    std::atomic<Clock::duration> m_next{Clock::now().time_since_epoch() + kPause};
};

/// Reads the packets of files in time order, decodes their DNS messages and hands them over in
/// blocks. Runs on a thread of its own. The facts may be asked for when that thread has ended.
class CaptureReader {
public:
    /// `pace` is null when no provisional snapshots are wanted.
    CaptureReader(ReadBlocks& blocks, Progress& progress, ProvisionalPace* pace,
                  const std::stop_token& stop, const std::stop_token& endReading);

    /// Reads everything. Returns false when the load was stopped and its result must be dropped.
    bool run(const std::vector<std::string>& paths, const input::ReadOptions& options);

    /// Returns all that is known without the store.
    snapshot::CaptureFacts facts() const;

private:
    using Clock = std::chrono::steady_clock;

    bool goOn();
    bool isCheckDue();
    void addPacket(const input::Packet& packet);
    void addMessage(const dns::DnsPayload& payload, const dns::Message& message);
    void handOver();

    ReadBlocks& m_blocks;
    Progress& m_progress;
    ProvisionalPace* m_pace;
    const std::stop_token& m_stop;
    const std::stop_token& m_endReading;
    std::unique_ptr<ReadBlock> m_block; ///< null when the other thread has given up
    Clock::time_point m_handedOver = Clock::now();
    std::uint64_t m_packetsShown = 0;
    std::size_t m_questions = 0; ///< since the last check

    std::optional<input::MergedSources> m_sources; ///< empty until the files are open
    network::MessageReader m_messages;
    TimesByFile m_times;
    snapshot::CaptureFacts m_facts;
    std::size_t m_file = 0;
};

} // namespace beaconscope::engine
