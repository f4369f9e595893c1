#pragma once

#include "core/capture/packet_source.h"
#include "core/engine/capture_facts.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace beaconscope::engine {

/// Packets of several capture files in the order of their times. Within a file the order of the
/// file is kept, even where its clock steps back.
class MergedSources {
public:
    /// Opens all files; those that cannot be opened are noted in their facts and left out.
    explicit MergedSources(const std::vector<std::string>& paths);

    /// The next packet and the index of its file; null at the end of all files. The packet is
    /// valid until the next call.
    const capture::Packet* next(std::size_t& file);

    /// One for each path, counted up to the last packet that was handed out.
    const std::vector<FileFacts>& facts() const { return m_facts; }
    std::uint64_t bytesRead() const;
    std::uint64_t bytesTotal() const;

private:
    struct Input {
        std::unique_ptr<capture::PacketSource> source;
        capture::Packet packet;
        std::size_t file = 0;
    };

    void advance(std::size_t index);

    std::vector<FileFacts> m_facts;
    std::vector<Input> m_inputs;    ///< those that have a packet to give
    std::size_t m_given = SIZE_MAX; ///< the input whose packet was handed out last
    std::uint64_t m_bytesOfEnded = 0;
};

} // namespace beaconscope::engine
