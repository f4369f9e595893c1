// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/input/zeek/dns_line.h"

#include "core/base/hash.h"
#include "core/dns/transport.h"
#include "core/input/zeek/times.h"
#include "core/input/zeek/values.h"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <utility>

namespace beaconscope::zeek {

namespace {

constexpr std::uint32_t kMax16 = 0xffff;

/// Reads values one after the other. Remembers the first value that has to be readable and is not,
/// and all others that are not.
class Reader {
public:
    Reader(const FieldValues& values, DnsLine& line)
        : m_values(values)
        , m_line(line) {
        m_line.problem.clear();
        m_line.example = {};
        m_line.unreadFields.clear();
    }

    bool failed() const { return !m_line.problem.empty(); }

    /// Returns `fallback` when the field is not set or cannot be read.
    template <typename Value, typename Parse>
    Value get(Field field, Value fallback, Parse parse) {
        if (!m_values.has(field))
            return fallback;
        const auto value = parse(m_values[field]);
        if (value)
            return static_cast<Value>(*value);
        // The fields of the question are read for the query and for the response.
        auto& unread = m_line.unreadFields;
        if (std::ranges::find(unread, field) == unread.end())
            unread.push_back(field);
        return fallback;
    }

    /// Returns nullopt when the field is not set or cannot be read.
    std::optional<std::uint16_t> count(Field field) {
        return get(field, std::optional<std::uint16_t>(),
                   [](std::string_view text) { return parseCount(text, kMax16); });
    }

    template <typename Value, typename Parse>
    Value require(Field field, Parse parse) {
        if (!m_values.has(field)) {
            failWith(fmt::format("a line without {}", nameOf(field)));
            return {};
        }
        const std::optional<Value> value = parse(m_values[field]);
        if (!value)
            fail(field);
        return value.value_or(Value{});
    }

    void fail(Field field) {
        failWith(fmt::format("a line whose {} cannot be read", nameOf(field)));
        m_line.example = m_values[field];
    }
    void failWith(std::string problem) {
        if (!failed())
            m_line.problem = std::move(problem);
    }

private:
    const FieldValues& m_values;
    DnsLine& m_line;
};

bool isTrue(const FieldValues& values, Field field) {
    return values[field] == "T" || values[field] == "true";
}

/// Whether Zeek saw the query. Only then does it set these fields (dns_request() in
/// base/protocols/dns/main.zeek); a round-trip time also needs both messages.
bool hasSeenQuery(const FieldValues& values) {
    const bool answered = values.has(Field::ResponseCode) || values.has(Field::ResponseCodeName) ||
                          values.has(Field::Answers);
    return !answered || values.has(Field::QueryType) || values.has(Field::QueryTypeName) ||
           values.has(Field::QueryClass) || values.has(Field::RoundTrip) ||
           isTrue(values, Field::RecursionDesired);
}

bool hasSeenResponse(const FieldValues& values) {
    return values.has(Field::ResponseCode) || values.has(Field::ResponseCodeName) ||
           values.has(Field::Answers) || values.has(Field::RoundTrip);
}

/// Returns 0 for a name that is not known, because no query has this type.
dns::RecordType typeNamed(std::string_view name) {
    dns::RecordType type{0};
    if (name == "*")
        return dns::RecordType::Any;
    return dns::parseRecordType(name, type) ? type : dns::RecordType{0};
}

dns::ResponseCode codeNamed(std::string_view name) {
    for (std::uint16_t code = 0; code <= 23; ++code) {
        if (dns::toString(dns::ResponseCode{code}) == name)
            return dns::ResponseCode{code};
    }
    return dns::ResponseCode::NoError;
}

/// Returns the smallest of the comma-separated TTLs, in whole seconds. Returns nullopt when one of
/// them cannot be read.
std::optional<std::uint32_t> smallestTtl(std::string_view list) {
    std::optional<Duration> smallest;
    while (!list.empty()) {
        const std::string_view part = list.substr(0, list.find(','));
        list.remove_prefix(std::min(list.size(), part.size() + 1));
        const auto ttl = parseLength(part);
        if (!ttl)
            return std::nullopt;
        smallest = smallest ? std::min(*smallest, *ttl) : *ttl;
    }
    if (!smallest)
        return std::nullopt;
    return static_cast<std::uint32_t>(std::chrono::floor<std::chrono::seconds>(*smallest).count());
}

void reset(dns::Message& message) {
    message.questions.clear();
    message.minimumTtlSeconds.reset();
    message.truncatedFlag = false;
    message.rcode = dns::ResponseCode::NoError;
    message.answerCount = 0;
}

void readQuestion(const FieldValues& values, Reader& reader, dns::Message& message) {
    if (!values.has(Field::Query))
        return;
    dns::Question& question = message.questions.append();
    if (!nameFromText(values[Field::Query], question.name))
        reader.fail(Field::Query);
    question.recordClass = reader.count(Field::QueryClass).value_or(1);
    const auto type = reader.count(Field::QueryType);
    question.type =
        type ? static_cast<dns::RecordType>(*type) : typeNamed(values[Field::QueryTypeName]);
    message.questionCount = 1;
}

void readResponse(const FieldValues& values, Reader& reader, input::LoggedDns& logged) {
    dns::Message& response = logged.response;
    response.isResponse = true;
    const auto code = reader.count(Field::ResponseCode);
    response.rcode =
        code ? static_cast<dns::ResponseCode>(*code) : codeNamed(values[Field::ResponseCodeName]);
    if (!values[Field::Ttls].empty())
        response.minimumTtlSeconds =
            reader.get(Field::Ttls, std::optional<std::uint32_t>(), smallestTtl);
    response.truncatedFlag = isTrue(values, Field::Truncated);
    logged.roundTrip = reader.get(Field::RoundTrip, Duration::zero(), parseLength);
}

void readEndpoints(const FieldValues& values, Reader& reader, input::LoggedDns& logged) {
    logged.client = reader.require<IpAddress>(Field::ClientAddress, IpAddress::parse);
    logged.resolver = reader.get(Field::ResolverAddress, IpAddress{}, IpAddress::parse);
    logged.clientPort = reader.count(Field::ClientPort).value_or(0);
    logged.resolverPort = reader.count(Field::ResolverPort).value_or(0);
    if (values[Field::Protocol] == "tcp") {
        logged.transport = dns::Transport::Tcp;
    } else {
        logged.transport = dns::dnsOverUdp(logged.client.bytes(), logged.resolver.bytes(),
                                           logged.clientPort, logged.resolverPort)
                               .value_or(dns::Transport::Udp);
    }
}

} // namespace

LineMeaning readDnsLine(const FieldValues& values, std::uint64_t lineNumber, DnsLine& line) {
    input::LoggedDns& logged = line.dns;
    Reader reader(values, line);
    const auto written = reader.require<WrittenTime>(Field::Time, parseTime);
    line.time = written.time;
    line.notation = written.notation;
    readEndpoints(values, reader, logged);
    if (!dns::mayCarryDns(logged.clientPort, logged.resolverPort))
        return LineMeaning::NotDns;
    logged.connection = values.has(Field::ConnectionId) ? hashText(values[Field::ConnectionId]) : 0;
    logged.hasQuery = hasSeenQuery(values);
    logged.hasResponse = hasSeenResponse(values);
    logged.roundTrip = Duration::zero();
    const auto writtenId = reader.count(Field::TransactionId);
    logged.hasTransactionId = writtenId.has_value();
    const std::uint16_t id = writtenId.value_or(static_cast<std::uint16_t>(lineNumber));
    for (dns::Message* message : {&logged.query, &logged.response}) {
        reset(*message);
        message->id = id;
        readQuestion(values, reader, *message);
    }
    if (logged.hasResponse)
        readResponse(values, reader, logged);
    else if (!values.has(Field::Query))
        reader.failWith("a line with neither a name nor a response");
    return reader.failed() ? LineMeaning::Damaged : LineMeaning::Dns;
}

} // namespace beaconscope::zeek
