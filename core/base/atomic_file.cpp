// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/atomic_file.h"

#include "core/base/platform.h"
#include "core/base/platform_signals.h"

#include <fmt/core.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <ostream>
#include <random>
#include <streambuf>
#include <system_error>

namespace beaconscope {

namespace {

using platform::FileKind;
using platform::OutputFile;
using platform::RemovedOnSignal;

/// Buffers into an OutputFile and keeps the first error, which std::ofstream would lose.
class FileBuffer : public std::streambuf {
public:
    explicit FileBuffer(OutputFile& file)
        : m_file(file) {
        reset();
    }

    const std::optional<Error>& error() const { return m_error; }

protected:
    int_type overflow(int_type character) override {
        if (sync() != 0)
            return traits_type::eof();
        if (!traits_type::eq_int_type(character, traits_type::eof()))
            sputc(traits_type::to_char_type(character));
        return traits_type::not_eof(character);
    }

    int sync() override {
        if (!m_error)
            m_error = m_file.write({pbase(), static_cast<std::size_t>(pptr() - pbase())});
        reset();
        return m_error ? -1 : 0;
    }

private:
    void reset() { setp(m_buffer.data(), m_buffer.data() + m_buffer.size()); }

    OutputFile& m_file;
    std::optional<Error> m_error;
    std::array<char, 65'536> m_buffer{};
};

std::string folderOf(const std::string& path) {
    std::string folder = std::filesystem::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
}

std::string temporaryPathBeside(const std::string& path) {
    std::random_device random;
    const std::string name = fmt::format(".beaconscope-{:08x}{:08x}.tmp", random(), random());
    return (std::filesystem::path(path).parent_path() / name).string();
}

/// The content that will be found under a name, kept apart until it is complete. It has no name of
/// its own where the file system can do this, else a temporary one, which the destructor removes.
class PendingContent {
public:
    static Result<PendingContent> create(const std::string& target) {
        if (auto file = OutputFile::createUnnamed(folderOf(target)))
            return PendingContent(std::move(*file), target, nullptr);
        auto removal = std::make_unique<RemovedOnSignal>(temporaryPathBeside(target));
        auto file = OutputFile::create(removal->path());
        if (!file)
            return file.error();
        return PendingContent(std::move(*file), target, std::move(removal));
    }
    PendingContent(PendingContent&&) = default;
    PendingContent& operator=(PendingContent&&) = delete;
    PendingContent(const PendingContent&) = delete;
    PendingContent& operator=(const PendingContent&) = delete;
    ~PendingContent() {
        std::error_code ignored;
        if (m_temporary)
            std::filesystem::remove(m_temporary->path(), ignored);
    }

    OutputFile& file() { return m_file; }

    /// Puts the content, which must be on disk, in the place of the target.
    std::optional<Error> publish() {
        if (!m_temporary) {
            if (!m_file.giveName(m_target)) {
                platform::flushFolderOf(m_target);
                return std::nullopt;
            }
            // A name that is taken can only be replaced by another name.
            m_temporary = std::make_unique<RemovedOnSignal>(temporaryPathBeside(m_target));
            if (auto error = m_file.giveName(m_temporary->path()))
                return error;
        }
        if (auto error = platform::replaceFile(m_temporary->path(), m_target))
            return error;
        m_temporary.reset();
        return std::nullopt;
    }

private:
    PendingContent(OutputFile file, std::string target, std::unique_ptr<RemovedOnSignal> temporary)
        : m_file(std::move(file))
        , m_target(std::move(target))
        , m_temporary(std::move(temporary)) {}

    OutputFile m_file;
    std::string m_target;
    std::unique_ptr<RemovedOnSignal> m_temporary; ///< the name, if it has one
};

using Write = std::function<void(std::ostream&)>;

enum class Permissions : std::uint8_t {
    Usual, ///< those of the file that is replaced, else those that the process gives new files
    OwnerOnly,
};

/// When `stop` was requested the content may be unfinished, without an Error.
std::optional<Error> fill(OutputFile& file, const Write& write, const std::stop_token& stop) {
    FileBuffer buffer(file);
    std::ostream stream(&buffer);
    write(stream);
    if (stop.stop_requested())
        return std::nullopt;
    stream.flush();
    if (buffer.error())
        return buffer.error();
    if (!stream)
        return Error{"the content could not be produced", {}, {}};
    return file.flushToDisk();
}

Result<FileWritten> replaceContent(const std::string& target, bool exists, Permissions permissions,
                                   const Write& write, const std::stop_token& stop) {
    Result<PendingContent> content = PendingContent::create(target);
    if (!content)
        return content.error();
    if (permissions == Permissions::OwnerOnly)
        content->file().keepPrivate();
    else if (exists)
        content->file().copyPermissionsFrom(target);
    const auto error = fill(content->file(), write, stop);
    if (stop.stop_requested())
        return FileWritten::Stopped;
    if (error)
        return *error;
    if (auto notPublished = content->publish())
        return *notPublished;
    return FileWritten::Complete;
}

/// Opens the path as given: /dev/stdout may be a link to a pipe, and the target of such a link is
/// not a path that can be opened.
Result<FileWritten> writeDirectly(const std::string& path, const Write& write,
                                  const std::stop_token& stop) {
    Result<OutputFile> file = OutputFile::open(path);
    if (!file)
        return file.error();
    const auto error = fill(*file, write, stop);
    if (stop.stop_requested())
        return FileWritten::Stopped;
    if (error)
        return *error;
    if (auto notClosed = file->close())
        return *notClosed;
    return FileWritten::Complete;
}

Result<FileWritten> writeTo(const std::string& path, Permissions permissions, const Write& write,
                            const std::stop_token& stop) {
    const FileKind kind = platform::fileKind(path);
    if (kind == FileKind::Directory)
        return Error{"it is a directory", {}, {}};
    if (kind == FileKind::LinkLoop)
        return Error{"it is a link that leads to itself", {}, {}};
    if (kind == FileKind::Special)
        return writeDirectly(path, write, stop);
    const std::string target = platform::followLinks(path);
    if (kind == FileKind::Regular) {
        if (auto error = platform::checkWritable(target))
            return *error;
    }
    return replaceContent(target, kind == FileKind::Regular, permissions, write, stop);
}

Result<FileWritten> writeNamed(const std::string& path, Permissions permissions, const Write& write,
                               const std::stop_token& stop) {
    auto written = writeTo(path, permissions, write, stop);
    if (written)
        return written;
    Error error = written.error();
    error.message = fmt::format("Could not write {}: {}", path, error.message);
    return error;
}

std::optional<Error> writeWhole(const std::string& path, Permissions permissions,
                                const Write& write) {
    const auto written = writeNamed(path, permissions, write, std::stop_token());
    return written ? std::nullopt : std::optional(written.error());
}

} // namespace

Result<FileWritten> writeFileAtomically(const std::string& path,
                                        const std::function<void(std::ostream&)>& write,
                                        const std::stop_token& stop) {
    return writeNamed(path, Permissions::Usual, write, stop);
}

std::optional<Error> writeFileAtomically(const std::string& path,
                                         const std::function<void(std::ostream&)>& write) {
    return writeWhole(path, Permissions::Usual, write);
}

std::optional<Error> writePrivateFileAtomically(const std::string& path,
                                                const std::function<void(std::ostream&)>& write) {
    return writeWhole(path, Permissions::OwnerOnly, write);
}

} // namespace beaconscope
