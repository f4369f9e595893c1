// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/words/unread_notices.h"

#include "core/base/text.h"
#include "core/words/by_file.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <span>

namespace beaconscope::words {

namespace {

using network::UnreadKind;
using network::UnreadPackets;

/// From this share of the packets on, a notice warns.
constexpr double kManyShare = 0.01;
constexpr std::size_t kMaxNumbersNamed = 10;

struct KindWords {
    UnreadKind kind;
    const char* notice; ///< its identifier
    const char* one;    ///< after "1 packet has"
    const char* many;   ///< for several numbers
};

constexpr std::array kWords{
    KindWords{UnreadKind::LinkType, "skipped_unknown_link_type", "a link type that is not read",
              "link types that are not read"},
    KindWords{UnreadKind::EtherType, "unread_ether_type", "an EtherType that is not read",
              "EtherTypes that are not read"},
    KindWords{UnreadKind::IpProtocol, "unread_ip_protocol", "an IP protocol that is not read",
              "IP protocols that are not read"},
    KindWords{UnreadKind::PppProtocol, "unread_ppp_protocol", "a PPP protocol that is not read",
              "PPP protocols that are not read"},
    KindWords{UnreadKind::EncryptedWifi, "encrypted_wifi", "", ""},
};

/// The packets of one kind.
struct Unread {
    KindWords words;
    std::span<const UnreadPackets> numbers; ///< the one with the most packets first
    std::uint64_t packets = 0;
};

std::vector<Unread> byKind(const snapshot::CaptureFacts& facts) {
    std::vector<Unread> kinds;
    for (const KindWords& words : kWords) {
        const auto [begin, end] =
            std::equal_range(facts.unread.begin(), facts.unread.end(), UnreadPackets{words.kind},
                             [](const auto& a, const auto& b) { return a.kind < b.kind; });
        Unread unread{words, {begin, end}};
        for (const UnreadPackets& one : unread.numbers)
            unread.packets += one.count;
        if (unread.packets > 0)
            kinds.push_back(unread);
    }
    return kinds;
}

std::string packetOf(const UnreadPackets& one, const std::vector<std::string>& files) {
    return fmt::format("packet {} of {}", withThousands(one.firstPacket),
                       one.firstFile < files.size() ? files[one.firstFile] : "its file");
}

std::string firstOf(const UnreadPackets& one, const std::vector<std::string>& files) {
    return fmt::format("{} {}.{}", one.count == 1 ? "It is" : "The first is", packetOf(one, files),
                       byFile(one.files, one.count, files));
}

std::string describeNumbers(const Unread& unread, const std::vector<std::string>& files) {
    std::string text;
    for (const UnreadPackets& one :
         unread.numbers.first(std::min(unread.numbers.size(), kMaxNumbersNamed)))
        text += fmt::format("{} {} in {}, first in {}", text.empty() ? "" : ";",
                            network::describeNumber(one.kind, one.number),
                            counted(one.count, "packet", "packets"), packetOf(one, files));
    if (unread.numbers.size() > kMaxNumbersNamed)
        text +=
            fmt::format("; and {} more", withThousands(unread.numbers.size() - kMaxNumbersNamed));
    input::CountsByFile ofAll;
    for (const UnreadPackets& one : unread.numbers)
        ofAll.add(one.files);
    return text + '.' + byFile(ofAll, unread.packets, files);
}

std::string describe(const Unread& unread, const std::vector<std::string>& files) {
    const UnreadPackets& first = unread.numbers.front();
    const bool isOne = unread.packets == 1;
    if (first.kind == UnreadKind::EncryptedWifi)
        return fmt::format("{} encrypted by Wi-Fi. {} To see DNS in {}, decrypt the capture first "
                           "with the key of the network, for example with airdecap-ng.",
                           counted(unread.packets, "frame is", "frames are"), firstOf(first, files),
                           isOne ? "it" : "them");
    if (unread.numbers.size() == 1)
        return fmt::format("{} {}, {}. {}", counted(unread.packets, "packet has", "packets have"),
                           unread.words.one, network::describeNumber(first.kind, first.number),
                           firstOf(first, files));
    return fmt::format("{} {}:{}", counted(unread.packets, "packet has", "packets have"),
                       unread.words.many, describeNumbers(unread, files));
}

std::string describeOthers(std::uint64_t others) {
    return fmt::format("{} further numbers of such kinds; they are not listed one by one.",
                       counted(others, "packet has", "packets have"));
}

} // namespace

void addUnreadNotices(const snapshot::CaptureFacts& facts, std::vector<snapshot::Notice>& notices) {
    const std::vector<std::string> files = snapshot::fileNames(facts);
    for (const Unread& unread : byKind(facts)) {
        const bool isMany =
            facts.dnsMessages == 0 ||
            static_cast<double>(unread.packets) >= kManyShare * static_cast<double>(facts.packets);
        const bool isWifi = unread.words.kind == UnreadKind::EncryptedWifi;
        notices.push_back(
            {unread.words.notice,
             isMany ? snapshot::Severity::Warning : snapshot::Severity::Information,
             withThousands(unread.packets) + (isWifi ? " encrypted by Wi-Fi" : " not read"),
             describe(unread, files)});
    }
    if (facts.unreadOthers > 0)
        notices.push_back({"unread_others", snapshot::Severity::Warning,
                           withThousands(facts.unreadOthers) + " not read",
                           describeOthers(facts.unreadOthers)});
}

std::string describeUnread(const snapshot::CaptureFacts& facts) {
    const std::vector<std::string> files = snapshot::fileNames(facts);
    std::string text;
    for (const Unread& unread : byKind(facts))
        text += (text.empty() ? "" : " ") + describe(unread, files);
    if (facts.unreadOthers > 0)
        text += ' ' + describeOthers(facts.unreadOthers);
    return text;
}

} // namespace beaconscope::words
