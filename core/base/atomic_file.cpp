// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/atomic_file.h"

#include "core/base/platform.h"

#include <fmt/core.h>

#include <array>
#include <filesystem>
#include <ostream>
#include <random>
#include <streambuf>
#include <system_error>

namespace beaconscope {

namespace {

using platform::FileKind;
using platform::OutputFile;

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

/// Removes a file in its destructor, unless it was told that the file is in use.
class TemporaryName {
public:
    explicit TemporaryName(std::string path)
        : m_path(std::move(path)) {}
    TemporaryName(const TemporaryName&) = delete;
    TemporaryName& operator=(const TemporaryName&) = delete;
    ~TemporaryName() {
        std::error_code ignored;
        if (!m_used)
            std::filesystem::remove(m_path, ignored);
    }

    const std::string& path() const { return m_path; }
    void markUsed() { m_used = true; }

private:
    std::string m_path;
    bool m_used = false;
};

using Write = std::function<void(std::ostream&)>;

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
    if (auto error = file.flushToDisk())
        return error;
    return file.close();
}

std::string temporaryPathBeside(const std::string& path) {
    std::random_device random;
    const std::string name = fmt::format(".beaconscope-{:08x}{:08x}.tmp", random(), random());
    return (std::filesystem::path(path).parent_path() / name).string();
}

Result<FileWritten> replaceContent(const std::string& target, bool exists, const Write& write,
                                   const std::stop_token& stop) {
    const std::string temporaryPath = temporaryPathBeside(target);
    Result<OutputFile> file = OutputFile::create(temporaryPath);
    if (!file)
        return file.error();
    TemporaryName temporary(temporaryPath);
    if (exists)
        file->copyPermissionsFrom(target);
    const auto error = fill(*file, write, stop);
    if (stop.stop_requested())
        return FileWritten::Stopped;
    if (error)
        return *error;
    if (auto notReplaced = platform::replaceFile(temporary.path(), target))
        return *notReplaced;
    temporary.markUsed();
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
    return FileWritten::Complete;
}

Result<FileWritten> writeTo(const std::string& path, const Write& write,
                            const std::stop_token& stop) {
    const FileKind kind = platform::fileKind(path);
    if (kind == FileKind::Directory)
        return Error{"it is a directory", {}, {}};
    if (kind == FileKind::Special)
        return writeDirectly(path, write, stop);
    const std::string target = platform::followLinks(path);
    if (kind == FileKind::Regular) {
        if (auto error = platform::checkWritable(target))
            return *error;
    }
    return replaceContent(target, kind == FileKind::Regular, write, stop);
}

} // namespace

Result<FileWritten> writeFileAtomically(const std::string& path,
                                        const std::function<void(std::ostream&)>& write,
                                        const std::stop_token& stop) {
    auto written = writeTo(path, write, stop);
    if (written)
        return written;
    Error error = written.error();
    error.message = fmt::format("Could not write {}: {}", path, error.message);
    return error;
}

std::optional<Error> writeFileAtomically(const std::string& path,
                                         const std::function<void(std::ostream&)>& write) {
    const auto written = writeFileAtomically(path, write, std::stop_token());
    return written ? std::nullopt : std::optional(written.error());
}

} // namespace beaconscope
