// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/sources/merged_sources.h"

#include "core/base/platform.h"
#include "core/input/sources/input_files.h"
#include "core/input/sources/open_source.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <optional>
#include <system_error>
#include <utility>

namespace beaconscope::input {

namespace {

/// So many files stay open while they wait for their turn; each costs buffers and a descriptor.
constexpr std::size_t kMaxWaitingOpen = 64;
/// Descriptors of the process that other things need: standard streams, the file that is read, its
/// copy that is hashed, an output.
constexpr std::size_t kDescriptorsOfOthers = 12;

std::size_t maxWaitingOpen() {
    const std::size_t limit = platform::openFileLimit();
    const std::size_t free = limit - std::min(limit, kDescriptorsOfOthers);
    return std::min(kMaxWaitingOpen, free / 2);
}

bool canBeOpenedAgain(const std::string& path) {
    std::error_code unknown;
    return path != "-" && std::filesystem::is_regular_file(path, unknown);
}

/// Whether a member of an archive is left out, as hidden files of folders are. macOS adds a folder
/// of its own to the archives that it makes.
bool isHiddenMember(const std::string& name) {
    const std::size_t slash = name.rfind('/');
    const std::string file = slash == std::string::npos ? name : name.substr(slash + 1);
    return file.starts_with('.') || name.starts_with("__MACOSX/");
}

FileFacts factsOf(const std::string& archive, const std::string& name,
                  const ArchiveMember& member) {
    FileFacts facts;
    facts.path = name;
    facts.archive = archive;
    facts.bytes = member.bytes;
    return facts;
}

/// Says how much of a file was read when the user stopped the reading.
std::string stoppedText(const FileFacts& facts, std::uint64_t bytesRead,
                        const std::string& why = kReadingWasEnded) {
    if (!facts.bytes || *facts.bytes == 0)
        return why;
    const double share = static_cast<double>(bytesRead) / static_cast<double>(*facts.bytes);
    return fmt::format("{}, after {:.0f} % of the file", why, std::min(share, 1.0) * 100);
}

} // namespace

MergedSources::MergedSources(const std::vector<std::string>& paths, WhileWaiting whileWaiting,
                             ReadOptions options)
    : m_whileWaiting(std::move(whileWaiting))
    , m_maxWaitingOpen(maxWaitingOpen())
    , m_options(std::move(options)) {
    const InputFiles inputs = findInputFiles(paths);
    std::vector<std::size_t> files(inputs.folders.size(), 0);
    std::vector<std::size_t> captures(inputs.folders.size(), 0);
    bool isEnded = false;
    for (const InputFile& file : inputs.files) {
        isEnded = isEnded || !goOn();
        if (isEnded) {
            addUnopened(file.path, kReadingWasEnded);
            continue;
        }
        const std::size_t before = m_facts.size();
        const bool isInFolder = file.folder != InputFile::kNoFolder;
        addFile(file.path, isInFolder);
        if (isInFolder) {
            ++files[file.folder];
            captures[file.folder] += m_facts.size() - before;
        }
    }
    addClosedFolders(inputs);
    for (const std::string& path : inputs.beyond)
        m_leftOut.push_back(
            {path, fmt::format("is one file too many; at most {} are read", kMaxInputFiles)});
    for (std::size_t i = 0; i < inputs.folders.size(); ++i) {
        const InputFolder& folder = inputs.folders[i];
        const bool isClosed = std::ranges::any_of(
            inputs.closed, [&](const ClosedFolder& closed) { return closed.path == folder.path; });
        if (captures[i] == 0 && !isClosed && !isEnded)
            addFolderWithoutCapture(folder.path, files[i] > 0);
        if (folder.isCutOff)
            m_leftOut.push_back({folder.path, fmt::format("holds too many files; at most {} are "
                                                          "read, the others are left out",
                                                          kMaxInputFiles)});
    }
}

void MergedSources::addClosedFolders(const InputFiles& inputs) {
    for (const ClosedFolder& closed : inputs.closed) {
        addUnopened(closed.path,
                    fmt::format("is a folder that cannot be opened: {}", closed.reason));
        m_facts.back().isOfFolder = closed.path != inputs.folders[closed.folder].path;
    }
}

void MergedSources::addUnopened(const std::string& path, std::string problem) {
    FileFacts facts;
    facts.path = path;
    facts.opened = false;
    facts.complete = false;
    facts.problem = std::move(problem);
    m_facts.push_back(std::move(facts));
}

void MergedSources::addRefused(const std::string& path, const Error& error, bool isInFolder) {
    if (isInFolder) {
        m_leftOut.push_back({path, describe(error)});
        return;
    }
    addUnopened(path, describe(error));
    m_facts.back().needsPassword = asksForPassword(error);
}

void MergedSources::addFile(const std::string& path, bool isInFolder) {
    if (isInFolder) {
        if (const auto problem = platform::checkReadable(path)) { // it may be a capture
            addUnopened(path, problem->message);
            m_facts.back().isOfFolder = true;
            return;
        }
    }
    auto opened = openInput(path, m_whileWaiting, m_options);
    if (!opened)
        return addRefused(path, opened.error(), isInFolder);
    if (!opened->source)
        return addArchive(path, *opened, isInFolder);
    FileFacts facts;
    facts.path = path;
    std::error_code error;
    const auto bytes = std::filesystem::file_size(path, error);
    if (!error)
        facts.bytes = bytes;
    addSource({path, kNone}, std::move(opened->source), std::move(facts));
}

void MergedSources::addArchive(const std::string& path, const OpenedInput& archive,
                               bool isInFolder) {
    const std::size_t before = m_facts.size();
    std::optional<Error> encrypted;
    for (std::size_t i = 0; i < archive.members.size() && !encrypted; ++i) {
        const ArchiveMember& member = archive.members[i];
        const std::string name = path + '/' + member.name;
        if (isHiddenMember(member.name))
            continue;
        if (!goOn() || m_facts.size() >= kMaxInputFiles) {
            addUnopened(name, kReadingWasEnded);
            return;
        }
        auto source = openMember(path, i, m_whileWaiting, m_options);
        if (!source && asksForPassword(source.error()))
            encrypted = source.error();
        else if (!source)
            m_leftOut.push_back({name, describe(source.error())});
        else
            addSource({path, i}, std::move(*source), factsOf(path, name, member));
    }
    if (encrypted)
        return addRefused(path, *encrypted, isInFolder);
    if (archive.problem)
        addReadInPart(path, archive.archiveKind, describe(*archive.problem));
    if (archive.isCutOff)
        m_leftOut.push_back({path, fmt::format("holds too many files; at most {} are read, the "
                                               "others are left out",
                                               kMaxMembers)});
    if (m_facts.size() == before)
        addRefused(
            path,
            {fmt::format("is a {}, but no file in it is a capture or log", archive.archiveKind),
             std::nullopt, std::nullopt},
            isInFolder);
}

/// Says that an archive could not be searched to its end.
void MergedSources::addReadInPart(const std::string& path, const std::string& kind,
                                  std::string problem) {
    FileFacts facts;
    facts.format = kind;
    facts.path = path;
    facts.archive = path;
    facts.complete = false;
    facts.problem = std::move(problem);
    m_facts.push_back(std::move(facts));
}

void MergedSources::addSource(Origin origin, std::unique_ptr<PacketSource> source,
                              FileFacts facts) {
    facts.isLog = source->isLog();
    const bool canBeClosed = canBeOpenedAgain(origin.path);
    m_inputs.push_back({std::move(origin), std::move(source), {}, m_facts.size()});
    m_facts.push_back(std::move(facts));
    const bool hasPacket = advance(m_inputs.back());
    if (hasPacket) {
        m_facts.back().format = m_inputs.back().source->formatDescription();
        enqueue(m_inputs.size() - 1);
    }
    if (hasPacket && m_inputs.size() > m_maxWaitingOpen && canBeClosed)
        m_inputs.back().source.reset();
}

void MergedSources::addFolderWithoutCapture(const std::string& path, bool holdsFiles) {
    addUnopened(path, holdsFiles ? "is a folder, but no file in it is a capture"
                                 : "is a folder, but it has no files that can be read");
}

/// Opens an input again that was closed after a look at its first packet. Returns false when it no
/// longer has a packet.
bool MergedSources::wake(Input& input) {
    FileFacts& facts = m_facts[input.file];
    const Origin& origin = input.origin;
    auto source = origin.member == kNone
                      ? openPacketSource(origin.path, m_whileWaiting, m_options)
                      : openMember(origin.path, origin.member, m_whileWaiting, m_options);
    if (source) {
        input.source = std::move(*source);
        return advance(input);
    }
    facts.complete = false;
    facts.problem = describe(source.error());
    return false;
}

/// Reads the next packet of an input; returns false at its end.
bool MergedSources::advance(Input& input) {
    const ReadState state = input.source->next(input.packet);
    if (state == ReadState::More)
        return true;
    FileFacts& facts = m_facts[input.file];
    if (state == ReadState::Damaged) {
        facts.complete = false;
        facts.problem = input.source->error().message.starts_with(kReadingWasEnded)
                            ? stoppedText(facts, input.source->bytesRead())
                            : describe(input.source->error());
    }
    // Only now is the description complete: a file may describe an interface at any place.
    facts.format = input.source->formatDescription();
    facts.lineProblems = input.source->lineProblems();
    m_bytesOfEnded += input.source->bytesRead();
    m_skippedOfEnded.add(skippedIn(input));
    input.source.reset();
    return false;
}

void MergedSources::enqueue(std::size_t input) {
    m_queue.push_back({m_inputs[input].packet.time, input});
    std::push_heap(m_queue.begin(), m_queue.end(), std::greater<>());
}

/// Whether a line of a log was there before; then counts it.
bool MergedSources::isCopy(const Packet& packet) {
    if (packet.logged == nullptr || !m_copies.isCopy(packet))
        return false;
    FileFacts& facts = m_facts[packet.file];
    --facts.packets;
    if (facts.copies++ == 0)
        facts.firstCopy = packet.number;
    return true;
}

const Packet* MergedSources::next(std::size_t& file) {
    const Packet* packet = nextOfAny(file);
    while (packet != nullptr && isCopy(*packet))
        packet = nextOfAny(file);
    return packet;
}

const Packet* MergedSources::nextOfAny(std::size_t& file) {
    if (const std::size_t given = std::exchange(m_given, kNone);
        given != kNone && advance(m_inputs[given])) {
        if (isNext(given))
            return give(given, file);
        enqueue(given);
    }
    while (!m_queue.empty()) {
        std::pop_heap(m_queue.begin(), m_queue.end(), std::greater<>());
        const std::size_t earliest = m_queue.back().input;
        m_queue.pop_back();
        Input& input = m_inputs[earliest];
        if (!input.source && !wake(input))
            continue;
        return give(earliest, file);
    }
    return nullptr;
}

/// Whether the packet of an input that is not in the queue comes before all that are. Most packets
/// of a file are followed by one of the same file, and often there is only one file.
bool MergedSources::isNext(std::size_t input) const {
    return m_queue.empty() || m_queue.front() > Place{m_inputs[input].packet.time, input};
}

const Packet* MergedSources::give(std::size_t input, std::size_t& file) {
    m_given = input;
    file = m_inputs[input].file;
    m_inputs[input].packet.file = static_cast<std::uint16_t>(file); // kMaxInputFiles fits
    ++m_facts[file].packets;
    return &m_inputs[input].packet;
}

void MergedSources::endReading(const std::string& why) {
    for (const Place& place : m_queue)
        endReading(m_inputs[place.input], why);
    if (const std::size_t given = std::exchange(m_given, kNone); given != kNone)
        endReading(m_inputs[given], why);
    m_queue.clear();
}

void MergedSources::endReading(Input& input, const std::string& why) {
    FileFacts& facts = m_facts[input.file];
    facts.complete = false;
    facts.problem = stoppedText(facts, input.source ? input.source->bytesRead() : 0, why);
    if (input.source)
        facts.lineProblems = input.source->lineProblems();
    if (!input.source)
        return;
    m_bytesOfEnded += input.source->bytesRead();
    m_skippedOfEnded.add(skippedIn(input));
    input.source.reset();
}

/// Returns what the reader of an open input left out.
SkipCounts MergedSources::skippedIn(const Input& input) {
    SkipCounts counts = input.source->skipped();
    counts.setFile(static_cast<std::uint16_t>(input.file));
    return counts;
}

SkipCounts MergedSources::skipped() const {
    SkipCounts counts = m_skippedOfEnded;
    for (const Input& input : m_inputs) {
        if (input.source)
            counts.add(skippedIn(input));
    }
    return counts;
}

std::uint64_t MergedSources::bytesRead() const {
    std::uint64_t bytes = m_bytesOfEnded;
    for (const Input& input : m_inputs) {
        if (input.source)
            bytes += input.source->bytesRead();
    }
    return bytes;
}

std::uint64_t MergedSources::bytesTotal() const {
    std::uint64_t bytes = 0;
    for (const FileFacts& facts : m_facts) {
        if (facts.opened)
            bytes += facts.bytes.value_or(0);
    }
    return bytes;
}

} // namespace beaconscope::input
