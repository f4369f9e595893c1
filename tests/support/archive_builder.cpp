// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/archive_builder.h"

#include <archive.h>
#include <archive_entry.h>
#include <cstdlib>
#include <memory>

namespace beaconscope::testing {

namespace {

/// A failure here is one of the test, not of what it tests.
void check(int status) {
    if (status < ARCHIVE_WARN)
        std::abort();
}

void setFormat(archive* handle, ArchiveFormat format, const std::string& password) {
    switch (format) {
    case ArchiveFormat::Zip:
        return check(archive_write_set_format_zip(handle));
    case ArchiveFormat::ZipWithPassword:
    case ArchiveFormat::ZipWithAes:
        check(archive_write_set_format_zip(handle));
        check(archive_write_set_options(handle, format == ArchiveFormat::ZipWithAes
                                                    ? "zip:encryption=aes256"
                                                    : "zip:encryption=zipcrypt"));
        return check(archive_write_set_passphrase(handle, password.c_str()));
    case ArchiveFormat::Tar:
        return check(archive_write_set_format_pax_restricted(handle));
    case ArchiveFormat::SevenZip:
        return check(archive_write_set_format_7zip(handle));
    case ArchiveFormat::OneStream:
        return check(archive_write_set_format_raw(handle));
    }
}

void setFilter(archive* handle, ArchiveFilter filter) {
    switch (filter) {
    case ArchiveFilter::None:
        return check(archive_write_add_filter_none(handle));
    case ArchiveFilter::Gzip:
        return check(archive_write_add_filter_gzip(handle));
    case ArchiveFilter::Zstd:
        return check(archive_write_add_filter_zstd(handle));
    case ArchiveFilter::Xz:
        return check(archive_write_add_filter_xz(handle));
    case ArchiveFilter::Bzip2:
        return check(archive_write_add_filter_bzip2(handle));
    }
}

} // namespace

Bytes archiveOf(const std::vector<NamedBytes>& files, ArchiveFormat format, ArchiveFilter filter,
                const std::string& password) {
    const std::unique_ptr<archive, int (*)(archive*)> owner(archive_write_new(),
                                                            archive_write_free);
    archive* handle = owner.get();
    setFormat(handle, format, password);
    setFilter(handle, filter);
    check(archive_write_set_bytes_in_last_block(handle, 1));
    std::size_t room = std::size_t{1} << 20U;
    for (const NamedBytes& file : files)
        room += file.bytes.size() + file.name.size();
    Bytes packed(room);
    std::size_t used = 0;
    check(archive_write_open_memory(handle, packed.data(), packed.size(), &used));
    for (const NamedBytes& file : files) {
        const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(),
                                                                             archive_entry_free);
        archive_entry_set_pathname(entry.get(), file.name.c_str());
        archive_entry_set_size(entry.get(), static_cast<la_int64_t>(file.bytes.size()));
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), 0644);
        check(archive_write_header(handle, entry.get()));
        if (archive_write_data(handle, file.bytes.data(), file.bytes.size()) < 0)
            std::abort();
    }
    check(archive_write_close(handle));
    packed.resize(used);
    return packed;
}

} // namespace beaconscope::testing
