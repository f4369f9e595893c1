// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/input/packet_source.h"
#include "core/input/record_buffer.h"

#include <cstdint>
#include <memory>
#include <string>

namespace beaconscope::input {

/// Reads ERF, the format of Endace's capture cards: records without a file header.
class ErfReader final : public PacketSource {
public:
    explicit ErfReader(std::unique_ptr<ByteStream> stream);

    ReadState next(Packet& packet) override;
    const Error& error() const override { return m_error; }
    std::string formatDescription() const override { return "ERF"; }
    std::uint64_t bytesRead() const override { return m_buffer.stream().bytesRead(); }

private:
    ReadState fail(const char* message);

    RecordBuffer m_buffer;
    std::uint64_t m_record = 0; // length of the last record
    std::uint64_t m_packets = 0;
    Error m_error;
};

/// Whether a file that starts with `head` may be ERF. The format has no magic number, so this
/// checks for a known record type, a plausible time and lengths that fit each other.
bool mayBeErf(std::span<const std::byte> head);

} // namespace beaconscope::input
