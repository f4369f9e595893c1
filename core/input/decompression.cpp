// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/decompression.h"

#include "core/base/byte_order.h"
#include "core/input/archive_reader.h"

#include <fmt/core.h>
#include <lz4frame.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <limits>

namespace beaconscope::input {

namespace {

using Bytes = std::span<const std::byte>;

/// The result of one call of a codec.
struct Progressed {
    std::size_t consumed = 0;
    std::size_t produced = 0;
    bool isFrameEnd = false;
    bool isDamaged = false;
};

class GzipCodec {
public:
    GzipCodec() { m_isReady = inflateInit2(&m_state, kGzipOnly) == Z_OK; }
    ~GzipCodec() { inflateEnd(&m_state); }
    GzipCodec(const GzipCodec&) = delete;
    GzipCodec& operator=(const GzipCodec&) = delete;

    Progressed decode(Bytes in, std::span<std::byte> out) {
        if (!m_isReady)
            return {.isDamaged = true};
        constexpr std::size_t kMax = std::numeric_limits<uInt>::max();
        in = in.first(std::min(in.size(), kMax));
        out = out.first(std::min(out.size(), kMax));
        // zlib never writes through next_in; its type lacks the const unless ZLIB_CONST is set.
        m_state.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(in.data()));
        m_state.avail_in = static_cast<uInt>(in.size());
        m_state.next_out = reinterpret_cast<Bytef*>(out.data());
        m_state.avail_out = static_cast<uInt>(out.size());
        const int status = inflate(&m_state, Z_NO_FLUSH);
        if (status == Z_STREAM_END)
            inflateReset(&m_state);
        return {.consumed = in.size() - m_state.avail_in,
                .produced = out.size() - m_state.avail_out,
                .isFrameEnd = status == Z_STREAM_END,
                .isDamaged = status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR};
    }

private:
    static constexpr int kGzipOnly = 15 + 16; // the largest window; a gzip header is wanted

    z_stream m_state{};
    bool m_isReady;
};

class ZstdCodec {
public:
    Progressed decode(Bytes in, std::span<std::byte> out) {
        if (!m_state)
            return {.isDamaged = true};
        ZSTD_inBuffer input{in.data(), in.size(), 0};
        ZSTD_outBuffer output{out.data(), out.size(), 0};
        const std::size_t status = ZSTD_decompressStream(m_state.get(), &output, &input);
        return {.consumed = input.pos,
                .produced = output.pos,
                .isFrameEnd = status == 0,
                .isDamaged = ZSTD_isError(status) != 0};
    }

private:
    struct Free {
        void operator()(ZSTD_DStream* state) const noexcept { ZSTD_freeDStream(state); }
    };
    std::unique_ptr<ZSTD_DStream, Free> m_state{ZSTD_createDStream()};
};

class Lz4Codec {
public:
    Lz4Codec() {
        LZ4F_dctx* state = nullptr;
        if (LZ4F_isError(LZ4F_createDecompressionContext(&state, LZ4F_VERSION)) == 0)
            m_state.reset(state);
    }

    Progressed decode(Bytes in, std::span<std::byte> out) {
        if (!m_state)
            return {.isDamaged = true};
        std::size_t consumed = in.size();
        std::size_t produced = out.size();
        const std::size_t status =
            LZ4F_decompress(m_state.get(), out.data(), &produced, in.data(), &consumed, nullptr);
        return {.consumed = consumed,
                .produced = produced,
                .isFrameEnd = status == 0,
                .isDamaged = LZ4F_isError(status) != 0};
    }

private:
    struct Free {
        void operator()(LZ4F_dctx* state) const noexcept { LZ4F_freeDecompressionContext(state); }
    };
    std::unique_ptr<LZ4F_dctx, Free> m_state;
};

/// Reads packed bytes in pieces and unpacks them. Each call of Codec::decode() uses a part of `in`
/// and fills a part of `out`.
template <typename Codec>
class DecompressedStream final : public ByteStream {
public:
    DecompressedStream(std::unique_ptr<ByteStream> packed, Compression compression)
        : m_packed(std::move(packed))
        , m_compression(compression) {}

    std::size_t read(std::span<std::byte> out) override;
    const std::optional<Error>& error() const override { return m_error; }
    std::uint64_t bytesRead() const override { return m_packed->bytesRead() - m_rest.size(); }

private:
    bool refill();
    void fail(const char* what) {
        m_error = Error{fmt::format("the {} data {}", toString(m_compression), what), std::nullopt,
                        bytesRead()};
    }

    std::unique_ptr<ByteStream> m_packed;
    Compression m_compression;
    Codec m_codec;
    std::array<std::byte, 65'536> m_buffer{};
    Bytes m_rest; // of the buffer
    bool m_isInsideFrame = false;
    std::optional<Error> m_error;
};

template <typename Codec>
std::size_t DecompressedStream<Codec>::read(std::span<std::byte> out) {
    std::size_t total = 0;
    while (total == 0 && !m_error) {
        // A codec may still have output to give when it has read all its input.
        const bool hasInput = !m_rest.empty() || refill();
        if (!hasInput && !m_isInsideFrame)
            break;
        const Progressed step = m_codec.decode(m_rest, out);
        m_rest = m_rest.subspan(step.consumed);
        total = step.produced;
        m_isInsideFrame = !step.isFrameEnd;
        if (step.isDamaged)
            fail("is damaged");
        else if (!hasInput && step.produced == 0)
            fail("ends too early");
    }
    return total;
}

template <typename Codec>
bool DecompressedStream<Codec>::refill() {
    m_rest = Bytes(m_buffer).first(m_packed->read(m_buffer));
    if (m_rest.empty() && m_packed->error())
        m_error = m_packed->error();
    return !m_rest.empty();
}

} // namespace

Compression compressionOf(std::span<const std::byte> head) {
    if (head.size() < 4)
        return Compression::None;
    if (big16(head, 0) == 0x1f8b && byteAt(head, 2) == 8)
        return Compression::Gzip;
    switch (little32(head, 0)) {
    case 0xfd2f'b528:
        return Compression::Zstd;
    case 0x184d'2204:
        return Compression::Lz4;
    case 0x587a'37fd:
        return Compression::Xz;
    default:
        break;
    }
    constexpr std::uint32_t kBzip2Block = 0x3141'5926;
    const bool isBzip2 = head.size() >= 8 && big16(head, 0) == 0x425a && byteAt(head, 2) == 'h' &&
                         big32(head, 4) == kBzip2Block;
    return isBzip2 ? Compression::Bzip2 : Compression::None;
}

const char* toString(Compression compression) {
    switch (compression) {
    case Compression::None:
        return "unpacked";
    case Compression::Gzip:
        return "gzip";
    case Compression::Zstd:
        return "zstd";
    case Compression::Lz4:
        return "lz4";
    case Compression::Xz:
        return "xz";
    case Compression::Bzip2:
        return "bzip2";
    }
    return "unknown";
}

std::unique_ptr<ByteStream> decompress(Compression compression,
                                       std::unique_ptr<ByteStream> packed) {
    switch (compression) {
    case Compression::None:
        break;
    case Compression::Gzip:
        return std::make_unique<DecompressedStream<GzipCodec>>(std::move(packed), compression);
    case Compression::Zstd:
        return std::make_unique<DecompressedStream<ZstdCodec>>(std::move(packed), compression);
    case Compression::Lz4:
        return std::make_unique<DecompressedStream<Lz4Codec>>(std::move(packed), compression);
    case Compression::Xz:
    case Compression::Bzip2:
        return unpackOneStream(std::move(packed));
    }
    return packed;
}

} // namespace beaconscope::input
