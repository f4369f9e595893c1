// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dns/record_type.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace beaconscope::dns {

namespace {

struct TypeName {
    RecordType type;
    std::string_view name;
};

constexpr std::array<TypeName, 25> kTypeNames{{
    {RecordType::A, "A"},         {RecordType::Ns, "NS"},         {RecordType::Cname, "CNAME"},
    {RecordType::Soa, "SOA"},     {RecordType::Null, "NULL"},     {RecordType::Ptr, "PTR"},
    {RecordType::Hinfo, "HINFO"}, {RecordType::Mx, "MX"},         {RecordType::Txt, "TXT"},
    {RecordType::Aaaa, "AAAA"},   {RecordType::Srv, "SRV"},       {RecordType::Naptr, "NAPTR"},
    {RecordType::Opt, "OPT"},     {RecordType::Ds, "DS"},         {RecordType::Rrsig, "RRSIG"},
    {RecordType::Nsec, "NSEC"},   {RecordType::Dnskey, "DNSKEY"}, {RecordType::Svcb, "SVCB"},
    {RecordType::Https, "HTTPS"}, {RecordType::Spf, "SPF"},       {RecordType::Tkey, "TKEY"},
    {RecordType::Ixfr, "IXFR"},   {RecordType::Axfr, "AXFR"},     {RecordType::Any, "ANY"},
    {RecordType::Caa, "CAA"},
}};

constexpr std::string_view kNumberedPrefix = "TYPE";

char toUpper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
}

bool equalIgnoringCase(std::string_view left, std::string_view right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](char a, char b) { return toUpper(a) == toUpper(b); });
}

bool parseNumber(std::string_view text, RecordType& type) {
    std::uint16_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (text.empty() || error != std::errc{} || stop != end)
        return false;
    type = static_cast<RecordType>(number);
    return true;
}

} // namespace

std::string toString(RecordType type) {
    for (const TypeName& entry : kTypeNames) {
        if (entry.type == type)
            return std::string(entry.name);
    }
    return fmt::format("{}{}", kNumberedPrefix, static_cast<unsigned>(type));
}

bool parseRecordType(std::string_view text, RecordType& type) {
    for (const TypeName& entry : kTypeNames) {
        if (equalIgnoringCase(text, entry.name)) {
            type = entry.type;
            return true;
        }
    }
    if (equalIgnoringCase(text.substr(0, kNumberedPrefix.size()), kNumberedPrefix))
        text.remove_prefix(kNumberedPrefix.size());
    return parseNumber(text, type);
}

std::string toString(ResponseCode code) {
    switch (code) {
    case ResponseCode::NoError:
        return "NOERROR";
    case ResponseCode::FormErr:
        return "FORMERR";
    case ResponseCode::ServFail:
        return "SERVFAIL";
    case ResponseCode::NxDomain:
        return "NXDOMAIN";
    case ResponseCode::NotImp:
        return "NOTIMP";
    case ResponseCode::Refused:
        return "REFUSED";
    case ResponseCode::YxDomain:
        return "YXDOMAIN";
    case ResponseCode::YxRrSet:
        return "YXRRSET";
    case ResponseCode::NxRrSet:
        return "NXRRSET";
    case ResponseCode::NotAuth:
        return "NOTAUTH";
    case ResponseCode::NotZone:
        return "NOTZONE";
    case ResponseCode::BadVers:
        return "BADVERS";
    case ResponseCode::BadCookie:
        return "BADCOOKIE";
    }
    return fmt::format("RCODE{}", static_cast<unsigned>(code));
}

} // namespace beaconscope::dns
