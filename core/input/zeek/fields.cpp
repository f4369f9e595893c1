// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/zeek/fields.h"

namespace beaconscope::zeek {

namespace {

struct NamedField {
    std::string_view name;
    Field field;
};

// When a field has several names, the first is the one that Zeek uses.
constexpr std::array kNames = {
    NamedField{"_path", Field::LogName},
    NamedField{"@stream", Field::LogName}, // as json-streaming-logs writes it
    NamedField{"ts", Field::Time},
    NamedField{"uid", Field::ConnectionId},
    NamedField{"id.orig_h", Field::ClientAddress},
    NamedField{"id_orig_h", Field::ClientAddress},
    NamedField{"id.orig_p", Field::ClientPort},
    NamedField{"id_orig_p", Field::ClientPort},
    NamedField{"id.resp_h", Field::ResolverAddress},
    NamedField{"id_resp_h", Field::ResolverAddress},
    NamedField{"id.resp_p", Field::ResolverPort},
    NamedField{"id_resp_p", Field::ResolverPort},
    NamedField{"proto", Field::Protocol},
    NamedField{"trans_id", Field::TransactionId},
    NamedField{"rtt", Field::RoundTrip},
    NamedField{"query", Field::Query},
    NamedField{"qclass", Field::QueryClass},
    NamedField{"qtype", Field::QueryType},
    NamedField{"qtype_name", Field::QueryTypeName},
    NamedField{"rcode", Field::ResponseCode},
    NamedField{"rcode_name", Field::ResponseCodeName},
    NamedField{"RD", Field::RecursionDesired},
    NamedField{"TC", Field::Truncated},
    NamedField{"answers", Field::Answers},
    NamedField{"TTLs", Field::Ttls},
};

} // namespace

std::optional<Field> fieldNamed(std::string_view name) {
    for (const NamedField& named : kNames) {
        if (named.name == name)
            return named.field;
    }
    return std::nullopt;
}

std::string_view nameOf(Field field) {
    for (const NamedField& named : kNames) {
        if (named.field == field)
            return named.name;
    }
    return {};
}

bool FieldValues::isOfDns() const {
    return has(Field::Query) || has(Field::QueryType) || has(Field::QueryTypeName) ||
           has(Field::ResponseCode) || has(Field::ResponseCodeName) || has(Field::Answers) ||
           has(Field::Ttls) || has(Field::RecursionDesired) || has(Field::Truncated);
}

} // namespace beaconscope::zeek
