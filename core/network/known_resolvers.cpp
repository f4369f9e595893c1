// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/network/known_resolvers.h"

#include "core/base/byte_order.h"
#include "core/base/ip_address.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace beaconscope::network {

namespace {

// Taken from the documentation of the operators.
constexpr std::array kAddresses{
    // Cloudflare
    "1.1.1.1", "1.0.0.1", "1.1.1.2", "1.0.0.2", "1.1.1.3", "1.0.0.3", "2606:4700:4700::1111",
    "2606:4700:4700::1001", "2606:4700:4700::1112", "2606:4700:4700::1002", "2606:4700:4700::1113",
    "2606:4700:4700::1003",
    // Cloudflare for Mozilla
    "104.16.248.249", "104.16.249.249", "2606:4700::6810:f8f9", "2606:4700::6810:f9f9",
    // Google
    "8.8.8.8", "8.8.4.4", "2001:4860:4860::8888", "2001:4860:4860::8844",
    // Quad9
    "9.9.9.9", "149.112.112.112", "9.9.9.10", "149.112.112.10", "9.9.9.11", "149.112.112.11",
    "2620:fe::fe", "2620:fe::9", "2620:fe::10", "2620:fe::fe:10", "2620:fe::11", "2620:fe::fe:11",
    // OpenDNS
    "208.67.222.222", "208.67.220.220", "146.112.41.2", "146.112.41.3", "2620:119:35::35",
    "2620:119:53::53",
    // AdGuard
    "94.140.14.14", "94.140.15.15", "94.140.14.140", "94.140.14.141", "2a10:50c0::ad1:ff",
    "2a10:50c0::ad2:ff",
    // NextDNS
    "45.90.28.0", "45.90.30.0",
    // CleanBrowsing
    "185.228.168.9", "185.228.169.9", "185.228.168.168", "185.228.169.168",
    // Mullvad
    "194.242.2.2", "194.242.2.3", "194.242.2.4",
    // DNS.SB, AliDNS, DNSPod
    "185.222.222.222", "45.11.45.11", "223.5.5.5", "223.6.6.6", "1.12.12.12", "120.53.53.53"};

// Each stands for its subdomains too, because several operators give each customer a subdomain.
constexpr std::array<std::string_view, 24> kNames{"cloudflare-dns.com",
                                                  "one.one.one.one",
                                                  "dns.google",
                                                  "dns.google.com",
                                                  "dns.quad9.net",
                                                  "dns9.quad9.net",
                                                  "dns10.quad9.net",
                                                  "dns11.quad9.net",
                                                  "doh.opendns.com",
                                                  "doh.familyshield.opendns.com",
                                                  "doh.umbrella.com",
                                                  "adguard-dns.com",
                                                  "dns.adguard.com",
                                                  "dns.nextdns.io",
                                                  "doh.cleanbrowsing.org",
                                                  "dns.mullvad.net",
                                                  "doh.dns.sb",
                                                  "dns.alidns.com",
                                                  "doh.pub",
                                                  "dns.controld.com",
                                                  "freedns.controld.com",
                                                  "dns0.eu",
                                                  "doh.dns.apple.com",
                                                  "doh.libredns.gr"};

/// The addresses above, in order. Those of IPv4 as numbers, because every packet of the web looks
/// among them.
struct SortedAddresses {
    std::vector<std::uint32_t> v4;
    std::vector<IpAddress> v6;
};

SortedAddresses sortedAddresses() {
    SortedAddresses sorted;
    for (const char* text : kAddresses) {
        const auto address = IpAddress::parse(text);
        if (address && address->family() == IpAddress::Family::V4)
            sorted.v4.push_back(big32(address->bytes(), 0));
        else if (address)
            sorted.v6.push_back(*address);
    }
    std::sort(sorted.v4.begin(), sorted.v4.end());
    std::sort(sorted.v6.begin(), sorted.v6.end());
    return sorted;
}

} // namespace

bool isKnownDohResolver(std::span<const std::byte> address) {
    static const SortedAddresses kSorted = sortedAddresses();
    if (address.size() == 4)
        return std::binary_search(kSorted.v4.begin(), kSorted.v4.end(), big32(address, 0));
    return std::binary_search(kSorted.v6.begin(), kSorted.v6.end(),
                              IpAddress::v6(address.first<16>()));
}

bool isKnownDohName(std::string_view name) {
    const std::string wanted = toLowerAscii(name);
    return std::any_of(kNames.begin(), kNames.end(), [&wanted](std::string_view known) {
        if (!std::string_view(wanted).ends_with(known))
            return false;
        const std::size_t before = wanted.size() - known.size();
        return before == 0 || wanted[before - 1] == '.';
    });
}

} // namespace beaconscope::network
