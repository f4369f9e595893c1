// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/hash.h"

#include <random>
#include <xxhash.h>

namespace beaconscope {

namespace {

std::uint64_t randomNumber() {
    std::random_device random;
    return std::uint64_t{random()} << 32U | random();
}

} // namespace

std::uint64_t processSeed() {
    static const std::uint64_t kSeed = randomNumber();
    return kSeed;
}

const HashSecrets& hashSecrets() {
    // An odd factor loses nothing of the other one in the lower half of the product.
    static const HashSecrets kSecrets{randomNumber() | 1U, randomNumber() | 1U};
    return kSecrets;
}

std::uint64_t hashBytes(std::span<const std::byte> bytes, std::uint64_t seed) {
    return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

} // namespace beaconscope
