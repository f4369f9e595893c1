// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/byte_stream.h"
#include "core/input/file_facts.h"
#include "core/input/packet_source.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace beaconscope::input {

/// Packets of several capture files in the order of their times. Within a file the order of the
/// file is kept, even where its clock steps back. Of many files only those are open whose turn has
/// come.
class MergedSources {
public:
    /// Opens all files, and those in folders. Files that cannot be opened are noted in their facts;
    /// in folders they are left out. `whileWaiting` is called by the constructor and by next().
    explicit MergedSources(const std::vector<std::string>& paths, WhileWaiting whileWaiting = {});

    /// The next packet and the index of its file; null at the end of all files. The packet is
    /// valid until the next call.
    const Packet* next(std::size_t& file);

    /// There will be no further packet, and the facts of files that are not read to their end say
    /// so.
    void endReading();

    /// One for each file, counted up to the last packet that was handed out; and one for each
    /// folder without any capture.
    const std::vector<FileFacts>& facts() const { return m_facts; }
    /// Files in folders that are no captures.
    const std::vector<LeftOutFile>& leftOut() const { return m_leftOut; }
    /// What the files' formats lost.
    SkipCounts skipped() const;
    std::uint64_t bytesRead() const;
    std::uint64_t bytesTotal() const;

private:
    struct Input {
        std::unique_ptr<PacketSource> source; ///< null before its turn and after its end
        Packet packet;                        ///< the next one
        std::size_t file = 0;
    };
    /// An input that has a packet to give.
    struct Place {
        Timestamp time;
        std::size_t input = 0;

        bool operator>(const Place& other) const {
            return time != other.time ? time > other.time : input > other.input;
        }
    };
    static constexpr std::size_t kNone = SIZE_MAX;

    void addFile(const std::string& path, bool isInFolder);
    void addUnopened(const std::string& path, std::string problem);
    void addFolderWithoutCapture(const std::string& path, bool holdsFiles);
    bool wake(Input& input);
    bool advance(Input& input);
    void enqueue(std::size_t input);
    void endReading(Input& input);

    WhileWaiting m_whileWaiting;
    std::vector<FileFacts> m_facts;
    std::vector<LeftOutFile> m_leftOut;
    std::vector<Input> m_inputs;
    std::vector<Place> m_queue;  ///< a heap, earliest first
    std::size_t m_given = kNone; ///< the input whose packet was handed out last
    std::uint64_t m_bytesOfEnded = 0;
    SkipCounts m_skippedOfEnded;
};

} // namespace beaconscope::input
