// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/byte_stream.h"
#include "core/input/file_facts.h"
#include "core/input/packet_source.h"
#include "core/input/read_options.h"
#include "core/input/sources/input_files.h"
#include "core/input/sources/line_copies.h"
#include "core/input/sources/open_source.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace beaconscope::input {

/// Gives the packets of several capture files in the order of their times. Packets of one file stay
/// in the order of the file, even when its clock goes back. When there are many files, a file is
/// opened only when its first packet is due.
class MergedSources {
public:
    /// Opens all files, and the files in folders. The facts of a file say when it cannot be opened;
    /// files of folders that are no captures are in leftOut(). The constructor and next() call
    /// `whileWaiting`.
    explicit MergedSources(const std::vector<std::string>& paths, WhileWaiting whileWaiting = {},
                           ReadOptions options = {});

    /// Returns the next packet and sets `file` to the index of its file; null at the end of all
    /// files. The packet is valid until the next call.
    const Packet* next(std::size_t& file);

    /// Ends the reading: next() returns null from now on, and the facts of files that were not read
    /// to their end say so with `why`.
    void endReading(const std::string& why = kReadingWasEnded);

    /// Returns the facts of each file up to the last packet that next() returned, and of each
    /// folder without a capture.
    const std::vector<FileFacts>& facts() const { return m_facts; }
    /// Returns the files of folders that are no captures, and the files after the limit.
    const std::vector<LeftOutFile>& leftOut() const { return m_leftOut; }
    /// Returns what the readers of the files left out.
    SkipCounts skipped() const;
    std::uint64_t bytesRead() const;
    std::uint64_t bytesTotal() const;

private:
    static constexpr std::size_t kNone = SIZE_MAX;

    /// Where an input is read from.
    struct Origin {
        std::string path;
        std::size_t member = kNone; ///< of the archive `path`
    };
    struct Input {
        Origin origin;
        std::unique_ptr<PacketSource> source; ///< null before its turn and after its end
        Packet packet;                        ///< the next one
        std::size_t file = 0;
    };
    /// The place in the queue of an input that has a packet.
    struct Place {
        Timestamp time;
        std::size_t input = 0;

        bool operator>(const Place& other) const {
            return time != other.time ? time > other.time : input > other.input;
        }
    };

    void addFile(const std::string& path, bool isInFolder);
    void addArchive(const std::string& path, const OpenedInput& archive, bool isInFolder);
    void addSource(Origin origin, std::unique_ptr<PacketSource> source, FileFacts facts);
    void addRefused(const std::string& path, const Error& error, bool isInFolder);
    void addUnopened(const std::string& path, std::string problem);
    void addReadInPart(const std::string& path, const std::string& kind, std::string problem);
    bool goOn() const { return !m_whileWaiting || m_whileWaiting(); }
    bool isCopy(const Packet& packet);
    const Packet* nextOfAny(std::size_t& file);
    void addClosedFolders(const InputFiles& inputs);
    void addFolderWithoutCapture(const std::string& path, bool holdsFiles);
    bool wake(Input& input);
    bool advance(Input& input);
    void enqueue(std::size_t input);
    bool isNext(std::size_t input) const;
    const Packet* give(std::size_t input, std::size_t& file);
    void endReading(Input& input, const std::string& why);
    static SkipCounts skippedIn(const Input& input);

    WhileWaiting m_whileWaiting;
    std::size_t m_maxWaitingOpen;
    ReadOptions m_options;
    std::vector<FileFacts> m_facts;
    std::vector<LeftOutFile> m_leftOut;
    std::vector<Input> m_inputs;
    std::vector<Place> m_queue;  ///< a heap, earliest first
    std::size_t m_given = kNone; ///< the input of the packet that next() returned last
    std::uint64_t m_bytesOfEnded = 0;
    SkipCounts m_skippedOfEnded;
    LineCopies m_copies;
};

} // namespace beaconscope::input
