// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/byte_stream.h"

#include <memory>
#include <string>

struct archive;

namespace beaconscope::input {

/// The messages of errors begin like this when an archive needs a password, and when the one that
/// was given is not right.
inline constexpr const char* kNeedsPassword = "is encrypted and needs a password";
inline constexpr const char* kWrongPassword = "cannot be decrypted with this password";

/// Whether the user can mend an error by giving a password.
bool asksForPassword(const Error& error);

/// One file in an archive.
struct ArchiveMember {
    std::string name;
    std::optional<std::uint64_t> bytes; ///< unpacked; nullopt when the archive does not say
};

/// Unpacks a stream with libarchive, one member after the other. Memory is bounded, as the unpacked
/// bytes are only handed on. It ends with an error when they are so many that only a file made to
/// fill memory or disks has them: kMaxFreeBytes, and kMaxRatio times the packed bytes read so far.
class ArchiveReader {
public:
    static constexpr std::uint64_t kMaxRatio = 1'000;
    static constexpr std::uint64_t kMaxFreeBytes = std::uint64_t{1} << 30U;

    enum class Content : std::uint8_t {
        Archive,  ///< zip, tar, 7z or rar
        OneStream ///< xz or bzip2: one member without a name
    };

    /// `packed` is read from its start when it can go there.
    ArchiveReader(std::unique_ptr<ByteStream> packed, Content content,
                  const std::string& password = {}, std::uint64_t maxFreeBytes = kMaxFreeBytes);
    ~ArchiveReader();
    ArchiveReader(const ArchiveReader&) = delete;
    ArchiveReader& operator=(const ArchiveReader&) = delete;

    /// Goes to the next member that is a file. Returns false after the last and after an error.
    bool next(ArchiveMember& member);
    /// Reads bytes of the member. Returns 0 at its end and after an error.
    std::size_t read(std::span<std::byte> out);

    const std::optional<Error>& error() const { return m_error; }
    const ByteStream& packed() const;

private:
    struct Source;
    struct Free {
        void operator()(archive* handle) const noexcept;
    };

    void fail(const char* doing);

    std::unique_ptr<Source> m_source;
    std::unique_ptr<archive, Free> m_archive; ///< reads from m_source
    std::uint64_t m_maxFreeBytes;
    bool m_hasPassword;
    bool m_isEncrypted = false; ///< the member
    std::uint64_t m_unpacked = 0;
    std::optional<Error> m_error;
};

/// Gives the bytes of one member of an archive. bytesRead() counts unpacked bytes.
class MemberStream final : public ByteStream {
public:
    /// `reader` stands at the member.
    explicit MemberStream(std::unique_ptr<ArchiveReader> reader)
        : m_reader(std::move(reader)) {}

    std::size_t read(std::span<std::byte> out) override;
    const std::optional<Error>& error() const override { return m_reader->error(); }
    std::uint64_t bytesRead() const override { return m_bytesRead; }

private:
    std::unique_ptr<ArchiveReader> m_reader;
    std::uint64_t m_bytesRead = 0;
};

/// Unpacks xz or bzip2. bytesRead() counts the packed bytes.
std::unique_ptr<ByteStream> unpackOneStream(std::unique_ptr<ByteStream> packed);

} // namespace beaconscope::input
