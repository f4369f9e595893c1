// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/byte_stream.h"

#include "core/base/platform.h"
#include "core/base/platform_input.h"
#include "core/base/platform_stream.h"

#include <fmt/core.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <system_error>
#include <utility>

namespace beaconscope::input {

namespace {

constexpr std::chrono::milliseconds kPatience{100};

/// Calls WhileWaiting about ten times a second.
class Asking {
public:
    explicit Asking(WhileWaiting whileWaiting)
        : m_whileWaiting(std::move(whileWaiting)) {}

    bool goOn() {
        const auto now = Clock::now();
        if (now < m_next)
            return true;
        m_next = now + kPatience;
        return !m_whileWaiting || m_whileWaiting();
    }

private:
    using Clock = std::chrono::steady_clock;

    WhileWaiting m_whileWaiting;
    Clock::time_point m_next = Clock::now() + kPatience;
};

using File = std::unique_ptr<std::FILE, void (*)(std::FILE*)>;

class FileStream final : public ByteStream {
public:
    FileStream(File file, WhileWaiting whileWaiting)
        : m_file(std::move(file))
        , m_asking(std::move(whileWaiting)) {
        // Reads are large; a second buffer would only copy.
        std::setvbuf(m_file.get(), nullptr, _IONBF, 0);
    }

    std::size_t read(std::span<std::byte> out) override {
        // Asked at each read, because a reader may go through a whole file to find its next packet.
        if (!m_error && !m_asking.goOn())
            m_error = Error{kReadingWasEnded, std::nullopt, m_bytesRead};
        if (m_error)
            return 0;
        const std::size_t count = std::fread(out.data(), 1, out.size(), m_file.get());
        const int cause = errno;
        m_bytesRead += count;
        if (count < out.size() && std::ferror(m_file.get()) != 0 && !m_error)
            m_error = Error{fmt::format("cannot read: {}", std::generic_category().message(cause)),
                            std::nullopt, m_bytesRead};
        return count;
    }
    const std::optional<Error>& error() const override { return m_error; }
    std::uint64_t bytesRead() const override { return m_bytesRead; }

    std::optional<std::uint64_t> size() const override { return platform::fileSize(m_file.get()); }
    bool seek(std::uint64_t offset) override {
        return !m_error && platform::seekFile(m_file.get(), offset);
    }

private:
    File m_file;
    Asking m_asking;
    std::uint64_t m_bytesRead = 0;
    std::optional<Error> m_error;
};

/// Reads a pipe, a device or standard input, whose bytes may come late.
class WaitingStream final : public ByteStream {
public:
    WaitingStream(platform::WaitingInput input, WhileWaiting whileWaiting)
        : m_input(std::move(input))
        , m_asking(std::move(whileWaiting)) {}

    std::size_t read(std::span<std::byte> out) override {
        while (!m_isEnded && !m_error) {
            // Asked even while bytes keep coming, because they may never stop.
            if (!m_asking.goOn()) {
                m_error = Error{kReadingWasEnded, std::nullopt, m_bytesRead};
                break;
            }
            const auto taken = m_input.read(out, kPatience);
            if (!taken) {
                m_error = Error{fmt::format("cannot read: {}", taken.error().message), std::nullopt,
                                m_bytesRead};
                break;
            }
            m_isEnded = taken->arrival == platform::WaitingInput::Arrival::End;
            m_bytesRead += taken->count;
            if (taken->count > 0)
                return taken->count;
        }
        return 0;
    }
    const std::optional<Error>& error() const override { return m_error; }
    std::uint64_t bytesRead() const override { return m_bytesRead; }

private:
    platform::WaitingInput m_input;
    Asking m_asking;
    std::uint64_t m_bytesRead = 0;
    bool m_isEnded = false;
    std::optional<Error> m_error;
};

std::string openingError(int cause) {
    switch (cause) {
    case ENOENT:
        return "does not exist";
    case EACCES:
        return "no permission to read it";
    case EISDIR:
        return "is a directory, not a capture file";
    default:
        return fmt::format("cannot be opened: {}", std::generic_category().message(cause));
    }
}

} // namespace

std::size_t readFully(ByteStream& stream, std::span<std::byte> out) {
    std::size_t total = 0;
    while (total < out.size()) {
        const std::size_t count = stream.read(out.subspan(total));
        if (count == 0)
            break;
        total += count;
    }
    return total;
}

bool isReadOnce(const std::string& path) {
    return path == "-" || platform::fileKind(path) == platform::FileKind::Special;
}

Result<std::unique_ptr<ByteStream>> openByteStream(const std::string& path,
                                                   WhileWaiting whileWaiting) {
    if (path == "-") {
        return {std::make_unique<WaitingStream>(platform::WaitingInput::standardInput(),
                                                std::move(whileWaiting))};
    }
    if (isReadOnce(path)) {
        auto input = platform::WaitingInput::open(path);
        if (!input)
            return Error{"cannot be opened: " + input.error().message, std::nullopt, std::nullopt};
        return {std::make_unique<WaitingStream>(std::move(*input), std::move(whileWaiting))};
    }
    if (platform::fileKind(path) == platform::FileKind::Directory)
        return Error{openingError(EISDIR), std::nullopt, std::nullopt};
    File file(std::fopen(path.c_str(), "rb"), [](std::FILE* opened) { std::fclose(opened); });
    if (!file)
        return Error{openingError(errno), std::nullopt, std::nullopt};
    return {std::make_unique<FileStream>(std::move(file), std::move(whileWaiting))};
}

} // namespace beaconscope::input
