// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/make_data/case_log.h"

#include "core/simulate/traffic_generator.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace beaconscope::testdata {

namespace {

constexpr const char* kResolver = "10.255.0.53";

std::string secondsText(Timestamp time) {
    constexpr std::int64_t kMicroseconds = 1'000'000;
    const std::int64_t total = nanosecondsSinceEpoch(time) / 1000;
    return fmt::format("{}.{:06}", total / kMicroseconds, total % kMicroseconds);
}

Timestamp wholeMicroseconds(Timestamp time) {
    return std::chrono::floor<std::chrono::microseconds>(time);
}

/// Reads back two fields of a frame that the simulator built: Ethernet, IPv4 and UDP headers come
/// before the message.
std::uint16_t wordOfMessage(std::span<const std::byte> frame, std::size_t offset) {
    constexpr std::size_t kMessage = 14 + 20 + 8;
    return static_cast<std::uint16_t>(std::to_integer<unsigned>(frame[kMessage + offset]) << 8U |
                                      std::to_integer<unsigned>(frame[kMessage + offset + 1]));
}

} // namespace

CaseLog::CaseLog(std::uint64_t seed, Timestamp start)
    : m_random(seed, 1)
    , m_start(start) {}

void CaseLog::ask(Timestamp time, std::uint32_t host, const std::string& name,
                  std::optional<Reply> reply, std::uint16_t type) {
    LookUp one;
    one.time = wholeMicroseconds(time);
    one.client = simulate::hostAddress(host).toString();
    one.name = name;
    one.type = type;
    one.id = static_cast<std::uint16_t>(m_random.below(65'536));
    one.reply = reply;
    one.replyTime = wholeMicroseconds(
        one.time + m_random.between(std::chrono::milliseconds{4}, std::chrono::milliseconds{60}));
    m_lookUps.push_back(one);
}

void CaseLog::play(const simulate::Scenario& scenario) {
    simulate::TrafficGenerator generator(scenario);
    simulate::SimulatedPacket packet;
    std::map<std::tuple<std::uint32_t, std::string, std::uint16_t, std::uint16_t>, std::size_t>
        asked;
    while (generator.next(packet)) {
        const auto type = static_cast<std::uint16_t>(packet.type);
        const std::uint16_t id = wordOfMessage(packet.frame, 0);
        const std::tuple key{packet.host, std::string(packet.name), type, id};
        if (packet.isResponse) {
            LookUp& one = m_lookUps[asked.at(key)];
            const auto rcode = static_cast<std::uint16_t>(wordOfMessage(packet.frame, 2) & 0xfU);
            one.reply = Reply{packet.ttlSeconds, rcode};
            one.replyTime = wholeMicroseconds(packet.time);
            continue;
        }
        asked[key] = m_lookUps.size();
        LookUp one;
        one.time = wholeMicroseconds(packet.time);
        one.client = simulate::hostAddress(packet.host).toString();
        one.name = packet.name;
        one.type = type;
        one.id = id;
        m_lookUps.push_back(one);
    }
}

std::vector<LookUp> CaseLog::lookUps() const {
    std::vector<LookUp> sorted = m_lookUps;
    std::ranges::stable_sort(sorted, {}, &LookUp::time);
    return sorted;
}

std::string CaseLog::table() const {
    std::vector<std::pair<Timestamp, std::string>> rows;
    for (const LookUp& one : m_lookUps) {
        const std::string question = fmt::format("{}\t{}\t{}", one.client, one.name, one.type);
        rows.emplace_back(one.time, fmt::format("{}\t0\t{}\t-1\t0", question, one.id));
        if (one.reply)
            rows.emplace_back(one.replyTime, fmt::format("{}\t1\t{}\t{}\t{}", question, one.id,
                                                         one.reply->ttlSeconds, one.reply->rcode));
    }
    std::ranges::stable_sort(rows, {}, &std::pair<Timestamp, std::string>::first);
    std::string text = "#ts\tclient\tqname\tqtype\tis_response\tid\tttl\trcode\n";
    for (const auto& [time, row] : rows)
        text += secondsText(time) + '\t' + row + '\n';
    return text;
}

std::string CaseLog::labels() const {
    std::string text = "#class\tclient\tdomains\tscenario\tparams\n";
    for (const Label& one : m_labels)
        text += fmt::format("{}\t{}\t{}\t{}\t{}\n", one.kind, one.client, one.domains, one.scenario,
                            one.parameters);
    return text;
}

std::string CaseLog::zeekLog() const {
    std::string text =
        "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tdns\n"
        "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\ttrans_id\trtt\t"
        "query\tqclass\tqtype\trcode\tTC\tanswers\tTTLs\n"
        "#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tcount\tinterval\tstring\tcount\t"
        "count\tcount\tbool\tvector[string]\tvector[interval]\n";
    std::size_t number = 0;
    for (const LookUp& one : lookUps()) {
        std::string roundTrip = "-";
        std::string rcode = "-";
        std::string answers = "-\t-";
        if (one.reply) {
            roundTrip = fmt::format("{:.6f}", seconds(one.replyTime - one.time));
            rcode = std::to_string(one.reply->rcode);
            if (one.reply->rcode == 0)
                answers = fmt::format("192.0.2.1\t{}.000000", one.reply->ttlSeconds);
        }
        text += fmt::format("{}\tC{}\t{}\t{}\t{}\t53\tudp\t{}\t{}\t{}\t1\t{}\t{}\tF\t{}\n",
                            secondsText(one.time), ++number, one.client, 1024 + one.id % 60'000,
                            kResolver, one.id, roundTrip, one.name, one.type, rcode, answers);
    }
    return text;
}

std::string CaseLog::zeekJsonLog() const {
    std::string text;
    for (const LookUp& one : lookUps()) {
        text += fmt::format(R"({{"ts":{},"id.orig_h":"{}","id.orig_p":{},"id.resp_h":"{}",)"
                            R"("id.resp_p":53,"proto":"udp","trans_id":{},"query":"{}","qtype":{})",
                            secondsText(one.time), one.client, 1024 + one.id % 60'000, kResolver,
                            one.id, one.name, one.type);
        if (one.reply)
            text += fmt::format(R"(,"rtt":{:.6f},"rcode":{})", seconds(one.replyTime - one.time),
                                one.reply->rcode);
        if (one.reply && one.reply->rcode == 0)
            text += fmt::format(R"(,"answers":["192.0.2.1"],"TTLs":[{}.0])", one.reply->ttlSeconds);
        text += "}\n";
    }
    return text;
}

} // namespace beaconscope::testdata
