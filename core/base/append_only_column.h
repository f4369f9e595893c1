// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

namespace beaconscope {

/// The content of an AppendOnlyColumn at one moment. Copying it copies pointers to chunks.
///
/// Any thread may read a view while its column goes on growing: entries below size() are never
/// written again by append(), and later entries lie in memory that the view never touches. The
/// view must reach the other thread through something that orders memory (a mutex, a queue).
template <typename T>
class ColumnView {
public:
    static constexpr std::size_t kChunkSize = 16'384;
    using Chunk = std::array<T, kChunkSize>;

    ColumnView() = default;
    ColumnView(std::vector<std::shared_ptr<const Chunk>> chunks, std::size_t size)
        : m_chunks(std::move(chunks))
        , m_size(size) {}

    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    const T& operator[](std::size_t index) const {
        return (*m_chunks[index / kChunkSize])[index % kChunkSize];
    }

private:
    std::vector<std::shared_ptr<const Chunk>> m_chunks;
    std::size_t m_size = 0;
};

/// A column that grows at its end, in chunks that never move, so that snapshots can share them.
/// One thread appends; ColumnView says what other threads may do.
template <typename T>
class AppendOnlyColumn {
public:
    using View = ColumnView<T>;
    static constexpr std::size_t kChunkSize = View::kChunkSize;

    std::size_t size() const { return m_size; }

    void append(T value) {
        if (m_size % kChunkSize == 0)
            m_chunks.push_back(std::make_shared<typename View::Chunk>());
        (*m_chunks.back())[m_size % kChunkSize] = std::move(value);
        ++m_size;
    }

    const T& operator[](std::size_t index) const {
        return (*m_chunks[index / kChunkSize])[index % kChunkSize];
    }

    /// Only for entries at or after the `firstMutable` given to view(): no view shares those.
    T& mutableAt(std::size_t index) { return (*m_chunks[index / kChunkSize])[index % kChunkSize]; }

    View view() const { return view(m_size); }

    /// A view whose entries from `firstMutable` on are copies, because the owner may still change
    /// them. Entries before it must stay as they are from now on.
    View view(std::size_t firstMutable) const {
        std::vector<std::shared_ptr<const typename View::Chunk>> chunks;
        chunks.reserve(m_chunks.size());
        for (std::size_t i = 0; i < m_chunks.size(); ++i) {
            const bool shared = firstMutable >= m_size || (i + 1) * kChunkSize <= firstMutable;
            if (shared)
                chunks.push_back(m_chunks[i]);
            else
                chunks.push_back(std::make_shared<const typename View::Chunk>(*m_chunks[i]));
        }
        return View(std::move(chunks), m_size);
    }

private:
    std::vector<std::shared_ptr<typename View::Chunk>> m_chunks;
    std::size_t m_size = 0;
};

} // namespace beaconscope
