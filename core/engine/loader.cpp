// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/loader.h"

#include "core/engine/capture_reader.h"
#include "core/words/notices.h"

#include <exception>
#include <thread>
#include <utility>

namespace beaconscope::engine {

namespace {

/// So many blocks are filled, wait or are stored at one time.
constexpr std::size_t kBlocks = 6;

/// Runs one load, from opening the files to the facts. A second thread reads and decodes; the
/// thread of the caller stores, which takes about as long, and makes the snapshots.
class Load {
public:
    Load(Progress& progress, const std::stop_token& stop, const std::stop_token& endReading,
         const std::function<void(LoadedCapture)>& provisional)
        : m_progress(progress)
        , m_stop(stop)
        , m_provisional(provisional)
        , m_blocks(kBlocks)
        , m_reader(m_blocks, progress, provisional ? &m_pace : nullptr, stop, endReading) {}

    /// Returns false when the load was stopped and its result must be dropped.
    bool run(const std::vector<std::string>& paths, const input::ReadOptions& options);

    /// Call this after run() only.
    LoadedCapture finish() {
        store::StoreView view = m_store.takeView();
        snapshot::CaptureFacts facts = m_reader.facts();
        facts.timeGrids = std::make_shared<const std::vector<store::TimeGrid>>(
            store::timeGridsOf(view.events, facts.files));
        return result(std::move(facts), std::move(view));
    }

private:
    void storeAll();
    void show(snapshot::CaptureFacts facts);
    LoadedCapture result(snapshot::CaptureFacts facts, store::StoreView view) const;

    Progress& m_progress;
    const std::stop_token& m_stop;
    const std::function<void(LoadedCapture)>& m_provisional;
    ProvisionalPace m_pace;
    ReadBlocks m_blocks;
    CaptureReader m_reader;
    store::EventStore m_store;
};

bool Load::run(const std::vector<std::string>& paths, const input::ReadOptions& options) {
    bool isComplete = false;
    std::exception_ptr problem;
    {
        const std::jthread reading([&] {
            try {
                isComplete = m_reader.run(paths, options);
            } catch (...) {
                problem = std::current_exception();
            }
            m_blocks.finish();
        });
        try {
            storeAll();
        } catch (...) {
            m_blocks.abandon(); // or the reader would wait for a free block, and we for its end
            throw;
        }
    }
    if (problem)
        std::rethrow_exception(problem);
    return isComplete;
}

void Load::storeAll() {
    while (auto block = m_blocks.takeFull()) {
        if (!m_stop.stop_requested()) {
            m_store.add(block->messages);
            m_progress.dnsMessages = m_store.counts().messages;
            if (block->provisional)
                show(std::move(*block->provisional));
        }
        block->messages.clear();
        block->provisional.reset();
        m_blocks.giveBack(std::move(block));
    }
}

void Load::show(snapshot::CaptureFacts facts) {
    const auto start = ProvisionalPace::Clock::now();
    m_provisional(result(std::move(facts), m_store.view()));
    m_pace.shown(ProvisionalPace::Clock::now() - start);
}

LoadedCapture Load::result(snapshot::CaptureFacts facts, store::StoreView view) const {
    const store::MessageCounts& counts = m_store.counts();
    facts.dnsMessages = counts.messages;
    facts.queries = counts.queries;
    facts.responses = counts.responses;
    facts.notices = words::noticesFor(facts, counts);
    return {std::move(facts), std::move(view)};
}

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
