// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace beaconscope::dns {

/// A record type (qtype) by its number on the wire; a type without a name here keeps its number.
/// Source: IANA registry "Domain Name System (DNS) Parameters".
enum class RecordType : std::uint16_t {
    A = 1,
    Ns = 2,
    Cname = 5,
    Soa = 6,
    Null = 10,
    Ptr = 12,
    Hinfo = 13,
    Mx = 15,
    Txt = 16,
    Aaaa = 28,
    Srv = 33,
    Naptr = 35,
    Opt = 41,
    Ds = 43,
    Rrsig = 46,
    Nsec = 47,
    Dnskey = 48,
    Svcb = 64,
    Https = 65,
    Spf = 99,
    Tkey = 249,
    Ixfr = 251,
    Axfr = 252,
    Any = 255,
    Caa = 257,
};

/// Returns "A", "HTTPS", or "TYPE1234" (RFC 3597) for a type without a name here.
std::string toString(RecordType type);

/// Reads the text of toString() in any letter case, or a plain number; returns false for other
/// text. Accepts 0: queries do not use this type, but hostile captures contain it.
bool parseRecordType(std::string_view text, RecordType& type);

/// A response code with its EDNS extension (12 bits).
enum class ResponseCode : std::uint16_t {
    NoError = 0,
    FormErr = 1,
    ServFail = 2,
    NxDomain = 3,
    NotImp = 4,
    Refused = 5,
    YxDomain = 6,
    YxRrSet = 7,
    NxRrSet = 8,
    NotAuth = 9,
    NotZone = 10,
    BadVers = 16,
    BadCookie = 23,
};

/// Returns "NOERROR", "NXDOMAIN", or "RCODE24" for a code without a name here.
std::string toString(ResponseCode code);

} // namespace beaconscope::dns
