// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/archive_reader.h"

#include "core/base/text.h"

#include <fmt/core.h>

#include <archive.h>
#include <archive_entry.h>
#include <array>
#include <cerrno>
#include <cstdio>
#include <string_view>
#include <utility>

namespace beaconscope::input {

/// What the callbacks of libarchive read from.
struct ArchiveReader::Source {
    std::unique_ptr<ByteStream> stream;
    std::uint64_t offset = 0;
    std::array<std::byte, 65'536> buffer{};

    static la_ssize_t read(archive* handle, void* data, const void** buffer) {
        auto* self = static_cast<Source*>(data);
        const std::size_t count = self->stream->read(self->buffer);
        *buffer = self->buffer.data();
        self->offset += count;
        if (count == 0 && self->stream->error()) {
            archive_set_error(handle, EIO, "%s", self->stream->error()->message.c_str());
            return ARCHIVE_FATAL;
        }
        return static_cast<la_ssize_t>(count);
    }

    static la_int64_t seek(archive* /*handle*/, void* data, la_int64_t offset, int whence) {
        auto* self = static_cast<Source*>(data);
        const auto size = static_cast<la_int64_t>(self->stream->size().value_or(0));
        const auto here = static_cast<la_int64_t>(self->offset);
        la_int64_t from = 0;
        if (whence == SEEK_CUR)
            from = here;
        else if (whence == SEEK_END)
            from = size;
        // A hostile offset must not overflow the sum.
        if (offset > size || offset < -size || from + offset < 0)
            return ARCHIVE_FATAL;
        const auto target = static_cast<std::uint64_t>(from + offset);
        if (!self->stream->seek(target))
            return ARCHIVE_FATAL;
        self->offset = target;
        return static_cast<la_int64_t>(target);
    }

    static la_int64_t skip(archive* handle, void* data, la_int64_t count) {
        auto* self = static_cast<Source*>(data);
        const auto rest = static_cast<la_int64_t>(self->stream->size().value_or(0)) -
                          static_cast<la_int64_t>(self->offset);
        if (count <= 0 || count > rest || seek(handle, data, count, SEEK_CUR) < 0)
            return 0; // libarchive then reads instead
        return count;
    }
};

namespace {

constexpr const char* kBomb =
    "unpacks to more than {} times its size; reading was ended there, for "
    "a file like that is made to fill memory or disks";

bool isAboutPassword(std::string_view message) {
    return toLowerAscii(message).find("passphrase") != std::string::npos;
}

std::string nameOf(archive_entry* entry) {
    for (const char* name : {archive_entry_pathname_utf8(entry), archive_entry_pathname(entry)}) {
        if (name != nullptr && *name != '\0')
            return escapeForTerminal(name);
    }
    return "file without a name";
}

} // namespace

bool asksForPassword(const Error& error) {
    return error.message.starts_with(kNeedsPassword) || error.message.starts_with(kWrongPassword);
}

void ArchiveReader::Free::operator()(archive* handle) const noexcept {
    archive_read_free(handle);
}

ArchiveReader::ArchiveReader(std::unique_ptr<ByteStream> packed, Content content,
                             const std::string& password, std::uint64_t maxFreeBytes)
    : m_source(std::make_unique<Source>())
    , m_archive(archive_read_new())
    , m_maxFreeBytes(maxFreeBytes)
    , m_hasPassword(!password.empty()) {
    archive* handle = m_archive.get();
    m_source->stream = std::move(packed);
    if (handle == nullptr) {
        m_error = Error{"no memory to read it", std::nullopt, std::nullopt};
        return;
    }
    if (content == Content::Archive) {
        archive_read_support_format_zip(handle);
        archive_read_support_format_tar(handle);
        archive_read_support_format_7zip(handle);
        archive_read_support_format_rar(handle);
        archive_read_support_format_rar5(handle);
    } else {
        archive_read_support_filter_xz(handle);
        archive_read_support_filter_bzip2(handle);
        archive_read_support_format_raw(handle);
    }
    if (m_hasPassword)
        archive_read_add_passphrase(handle, password.c_str());
    archive_read_set_read_callback(handle, Source::read);
    archive_read_set_callback_data(handle, m_source.get());
    if (m_source->stream->size() && m_source->stream->seek(0)) {
        archive_read_set_seek_callback(handle, Source::seek);
        archive_read_set_skip_callback(handle, Source::skip);
    }
    if (archive_read_open1(handle) != ARCHIVE_OK)
        fail("cannot be opened");
}

ArchiveReader::~ArchiveReader() = default;

const ByteStream& ArchiveReader::packed() const {
    return *m_source->stream;
}

void ArchiveReader::fail(const char* doing) {
    const char* cause = archive_error_string(m_archive.get());
    const std::string message = cause != nullptr ? cause : "unknown cause";
    const auto& fromStream = m_source->stream->error();
    // With the old encryption of zip, one wrong password in 256 is only noticed by what it gives.
    if (fromStream)
        m_error = fromStream;
    else if (message.find("support") != std::string::npos) // as of encrypted 7z and rar
        m_error = Error{fmt::format("cannot be unpacked here ({}); unpack it first", message),
                        std::nullopt, std::nullopt};
    else if ((m_isEncrypted || isAboutPassword(message)) && !m_hasPassword)
        m_error = Error{fmt::format("{} (--password on the command line)", kNeedsPassword),
                        std::nullopt, std::nullopt};
    else if (m_isEncrypted || isAboutPassword(message))
        m_error =
            Error{fmt::format("{} ({})", kWrongPassword, message), std::nullopt, std::nullopt};
    else
        m_error = Error{fmt::format("{}: {}", doing, message), std::nullopt, std::nullopt};
}

bool ArchiveReader::next(ArchiveMember& member) {
    while (!m_error) {
        archive_entry* entry = nullptr;
        const int status = archive_read_next_header(m_archive.get(), &entry);
        if (status == ARCHIVE_EOF)
            return false;
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN) {
            fail("is damaged");
            return false;
        }
        m_isEncrypted = archive_entry_is_encrypted(entry) != 0;
        if (archive_entry_filetype(entry) != AE_IFREG)
            continue;
        member.name = nameOf(entry);
        member.bytes.reset();
        if (archive_entry_size_is_set(entry) != 0)
            member.bytes = static_cast<std::uint64_t>(archive_entry_size(entry));
        return true;
    }
    return false;
}

std::size_t ArchiveReader::read(std::span<std::byte> out) {
    if (m_error)
        return 0;
    const la_ssize_t count = archive_read_data(m_archive.get(), out.data(), out.size());
    if (count < 0) {
        fail("is damaged");
        return 0;
    }
    m_unpacked += static_cast<std::uint64_t>(count);
    if (m_unpacked > m_maxFreeBytes &&
        (m_unpacked - m_maxFreeBytes) / kMaxRatio > m_source->stream->bytesRead())
        m_error = Error{fmt::format(kBomb, withThousands(kMaxRatio)), std::nullopt, std::nullopt};
    return static_cast<std::size_t>(count);
}

std::size_t MemberStream::read(std::span<std::byte> out) {
    const std::size_t count = m_reader->read(out);
    m_bytesRead += count;
    return count;
}

namespace {

class OneStream final : public ByteStream {
public:
    explicit OneStream(std::unique_ptr<ByteStream> packed)
        : m_reader(std::move(packed), ArchiveReader::Content::OneStream) {
        ArchiveMember member;
        m_reader.next(member);
    }

    std::size_t read(std::span<std::byte> out) override { return m_reader.read(out); }
    const std::optional<Error>& error() const override { return m_reader.error(); }
    std::uint64_t bytesRead() const override { return m_reader.packed().bytesRead(); }

private:
    ArchiveReader m_reader;
};

} // namespace

std::unique_ptr<ByteStream> unpackOneStream(std::unique_ptr<ByteStream> packed) {
    return std::make_unique<OneStream>(std::move(packed));
}

} // namespace beaconscope::input
