// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/network_index.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <span>
#include <tuple>
#include <utility>

namespace beaconscope::rules {

namespace {

constexpr std::uint32_t kNoRule = std::numeric_limits<std::uint32_t>::max();

/// Returns the next address in the order of IpAddress; nullopt after the last one.
std::optional<IpAddress> next(const IpAddress& address) {
    std::array<std::byte, 16> bytes{};
    const auto old = address.bytes();
    std::copy(old.begin(), old.end(), bytes.begin());
    const bool isV4 = address.family() == IpAddress::Family::V4;
    for (std::size_t i = old.size(); i-- > 0;) {
        if (bytes[i] != std::byte{0xff}) {
            bytes[i] = static_cast<std::byte>(std::to_integer<unsigned>(bytes[i]) + 1);
            return isV4 ? IpAddress::v4(std::span(bytes).first<4>()) : IpAddress::v6(bytes);
        }
        bytes[i] = std::byte{0};
    }
    return isV4 ? std::optional(IpAddress::v6(bytes)) : std::nullopt;
}

/// Returns the address whose bits behind the first ones are those of `rest`.
IpAddress limit(const IpAddress& address, std::size_t keptBits, std::byte rest) {
    std::array<std::byte, 16> bytes{};
    const auto old = address.bytes();
    for (std::size_t i = 0; i < old.size(); ++i) {
        const std::size_t kept = std::clamp(keptBits, 8 * i, 8 * i + 8) - 8 * i;
        const auto mask = static_cast<std::byte>(0xff00U >> kept);
        bytes[i] = (old[i] & mask) | (rest & ~mask);
    }
    return address.family() == IpAddress::Family::V4 ? IpAddress::v4(std::span(bytes).first<4>())
                                                     : IpAddress::v6(bytes);
}

} // namespace

void NetworkIndex::add(std::string_view network, std::size_t rule) {
    const std::size_t slash = network.find('/');
    const auto address = IpAddress::parse(network.substr(0, slash));
    if (!address)
        return;
    std::size_t bits = address->bytes().size() * 8;
    if (slash != std::string_view::npos)
        std::from_chars(network.data() + slash + 1, network.data() + network.size(), bits);
    m_pending.push_back({limit(*address, bits, std::byte{0}),
                         limit(*address, bits, std::byte{0xff}), static_cast<std::uint32_t>(rule)});
}

void NetworkIndex::finish() {
    std::vector<Network> networks = std::exchange(m_pending, {});
    // Wider networks come before those in them.
    std::sort(networks.begin(), networks.end(), [](const Network& a, const Network& b) {
        return std::tie(a.first, b.last, a.rule) < std::tie(b.first, a.last, b.rule);
    });
    std::vector<Network> open; // each in the one before, with the lowest rule so far
    const auto closeBefore = [&](const IpAddress* first) {
        while (!open.empty() && (first == nullptr || open.back().last < *first)) {
            const IpAddress last = open.back().last;
            open.pop_back();
            startAfter(last, open.empty() ? kNoRule : open.back().rule);
        }
    };
    for (Network& network : networks) {
        closeBefore(&network.first);
        if (!open.empty())
            network.rule = std::min(network.rule, open.back().rule);
        startStretch(network.first, network.rule);
        open.push_back(network);
    }
    closeBefore(nullptr);
    m_stretches.shrink_to_fit();
}

void NetworkIndex::startAfter(const IpAddress& last, std::uint32_t rule) {
    if (const auto first = next(last))
        startStretch(*first, rule);
}

void NetworkIndex::startStretch(const IpAddress& first, std::uint32_t rule) {
    if (!m_stretches.empty() && m_stretches.back().first == first)
        m_stretches.back().rule = rule;
    else
        m_stretches.push_back({first, rule});
}

std::size_t NetworkIndex::find(const IpAddress& address) const {
    const auto after =
        std::upper_bound(m_stretches.begin(), m_stretches.end(), address,
                         [](const IpAddress& a, const Stretch& b) { return a < b.first; });
    if (after == m_stretches.begin())
        return kNone;
    const std::uint32_t rule = std::prev(after)->rule;
    return rule == kNoRule ? kNone : rule;
}

} // namespace beaconscope::rules
