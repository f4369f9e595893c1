// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/sha256.h"

#include "core/base/platform.h"

#include <fmt/core.h>
#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <vector>

namespace beaconscope {

struct Sha256::Context {
    Context()
        : digest(EVP_MD_CTX_new()) {
        ok = digest != nullptr && EVP_DigestInit_ex(digest, EVP_sha256(), nullptr) == 1;
    }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    ~Context() { EVP_MD_CTX_free(digest); }

    EVP_MD_CTX* digest;
    bool ok;
};

Sha256::Sha256()
    : m_context(std::make_unique<Context>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::update(std::span<const std::byte> bytes) {
    m_context->ok =
        m_context->ok && EVP_DigestUpdate(m_context->digest, bytes.data(), bytes.size()) == 1;
}

Result<std::string> Sha256::finish() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    if (!m_context->ok || EVP_DigestFinal_ex(m_context->digest, digest.data(), &length) != 1)
        return Error{"SHA-256 is not available", {}, {}};
    m_context->ok = false;
    std::string hex;
    for (const unsigned char byte : std::span(digest).first(length))
        hex += fmt::format("{:02x}", byte);
    return hex;
}

Result<std::string> sha256OfFile(const std::string& path, const std::stop_token& stop) {
    if (platform::fileKind(path) != platform::FileKind::Regular)
        return Error{fmt::format("{} is not a file", path), {}, {}};
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return Error{fmt::format("Could not read {}", path), {}, {}};

    constexpr std::size_t kPieceSize = 1024UL * 1024UL;
    std::vector<char> piece(kPieceSize);
    Sha256 hash;
    while (file) {
        if (stop.stop_requested())
            return Error{"cancelled", {}, {}};
        file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        const auto length = static_cast<std::size_t>(file.gcount());
        hash.update(std::as_bytes(std::span(piece).first(length)));
    }
    if (file.bad())
        return Error{fmt::format("Could not read {} to its end", path), {}, {}};
    return hash.finish();
}

} // namespace beaconscope
