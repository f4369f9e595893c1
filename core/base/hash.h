// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <type_traits>

/// Hashes for tables that captured bytes fill. Who sends the bytes must not be able to choose many
/// that share a bucket, so every hash depends on a random seed that each process draws anew. By
/// XXH3 (libxxhash): some nanoseconds for what is short, about memory speed for what is long.
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

/// A type whose values are equal exactly when their bytes are: no padding, no floating point, no
/// pointers to what counts.
template <typename Value>
concept HashableByBytes =
    std::has_unique_object_representations_v<Value> && !std::is_pointer_v<Value>;

/// One hash of several values, in this order. A struct with padding is hashed by its members.
template <HashableByBytes... Values>
std::uint64_t hashValues(const Values&... values) {
    std::array<std::byte, (sizeof(Values) + ...)> bytes;
    std::byte* next = bytes.data();
    ((std::memcpy(next, &values, sizeof values), next += sizeof values), ...);
    return hashBytes(bytes);
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
