#include "core/engine/merged_sources.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace beaconscope::engine {

MergedSources::MergedSources(const std::vector<std::string>& paths) {
    for (const std::string& path : paths) {
        FileFacts facts;
        facts.path = path;
        std::error_code error;
        const auto bytes = std::filesystem::file_size(path, error);
        facts.bytes = error ? 0 : bytes;
        auto source = capture::openPacketSource(path);
        if (source) {
            facts.format = (*source)->formatDescription();
            m_inputs.push_back({std::move(*source), {}, m_facts.size()});
        } else {
            facts.opened = false;
            facts.complete = false;
            facts.problem = describe(source.error());
        }
        m_facts.push_back(std::move(facts));
    }
    for (std::size_t i = m_inputs.size(); i-- > 0;)
        advance(i);
}

void MergedSources::advance(std::size_t index) {
    Input& input = m_inputs[index];
    const capture::ReadState state = input.source->next(input.packet);
    if (state == capture::ReadState::More)
        return;
    FileFacts& facts = m_facts[input.file];
    if (state == capture::ReadState::Damaged) {
        facts.complete = false;
        facts.problem = describe(input.source->error());
    }
    m_bytesOfEnded += input.source->bytesRead();
    m_inputs.erase(m_inputs.begin() + static_cast<std::ptrdiff_t>(index));
}

const capture::Packet* MergedSources::next(std::size_t& file) {
    if (m_given < m_inputs.size())
        advance(m_given);
    if (m_inputs.empty()) {
        m_given = SIZE_MAX;
        return nullptr;
    }
    const auto earliest = std::min_element(
        m_inputs.begin(), m_inputs.end(),
        [](const Input& left, const Input& right) { return left.packet.time < right.packet.time; });
    m_given = static_cast<std::size_t>(earliest - m_inputs.begin());
    file = earliest->file;
    ++m_facts[file].packets;
    return &earliest->packet;
}

std::uint64_t MergedSources::bytesRead() const {
    std::uint64_t bytes = m_bytesOfEnded;
    for (const Input& input : m_inputs)
        bytes += input.source->bytesRead();
    return bytes;
}

std::uint64_t MergedSources::bytesTotal() const {
    std::uint64_t bytes = 0;
    for (const FileFacts& facts : m_facts) {
        if (facts.opened)
            bytes += facts.bytes;
    }
    return bytes;
}

} // namespace beaconscope::engine
