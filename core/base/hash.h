// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <tuple>
#include <type_traits>

/// Hashes for tables that captured bytes fill. Who sends the bytes must not be able to choose many
/// that share a bucket, so every hash depends on random seeds that each process draws anew. Texts
/// and messages are hashed by XXH3 (libxxhash): some nanoseconds for what is short, about memory
/// speed for what is long. Ids, addresses and ports are hashed in place, by products of 128 bits
/// whose halves are folded together, as XXH3 and wyhash do it.
///
/// A hash differs from run to run: nothing that people see, and no order, may depend on it. It is
/// no cryptographic digest; for those see sha256.h. All functions: any thread.
namespace beaconscope {

/// The process's own seed, random, drawn at the first call.
std::uint64_t processSeed();

std::uint64_t hashBytes(std::span<const std::byte> bytes, std::uint64_t seed = processSeed());

inline std::uint64_t hashText(std::string_view text, std::uint64_t seed = processSeed()) {
    return hashBytes(std::as_bytes(std::span(text)), seed);
}

/// Two more random numbers of the process.
struct HashSecrets {
    std::uint64_t first;
    std::uint64_t second;
};

const HashSecrets& hashSecrets();

/// Returns one hash of several words, in this order. Takes one multiplication a word and one at the
/// end.
template <std::same_as<std::uint64_t>... Words>
std::uint64_t hashWords(Words... words) {
    __extension__ using Wide = unsigned __int128;
    static const HashSecrets kSecrets = hashSecrets();
    const auto fold = [](std::uint64_t left, std::uint64_t right) {
        const Wide product = Wide{left} * right;
        return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
    };
    std::uint64_t hash = kSecrets.first;
    ((hash = fold(hash ^ words, kSecrets.second)), ...);
    return fold(hash ^ sizeof...(words), kSecrets.first);
}

/// A type whose values are equal exactly when their bytes are: no padding, no floating point, no
/// pointers to what counts.
template <typename Value>
concept HashableByBytes =
    std::has_unique_object_representations_v<Value> && !std::is_pointer_v<Value>;

/// One hash of several values, in this order. A struct with padding is hashed by its members.
template <HashableByBytes... Values>
std::uint64_t hashValues(const Values&... values) {
    constexpr std::size_t kBytes = (sizeof(Values) + ...);
    std::array<std::uint64_t, (kBytes + 7) / 8> words{};
    auto* next = reinterpret_cast<std::byte*>(words.data());
    ((std::memcpy(next, &values, sizeof values), next += sizeof values), ...);
    return std::apply([](auto... all) { return hashWords(all...); }, words);
}

/// For std::unordered_map and std::unordered_set, of values without padding.
struct ValueHash {
    template <HashableByBytes Value>
    std::size_t operator()(const Value& value) const {
        return hashValues(value);
    }
};

/// The same for texts.
struct TextHash {
    std::size_t operator()(std::string_view text) const { return hashText(text); }
};

} // namespace beaconscope
