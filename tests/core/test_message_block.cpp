// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/store/event_store.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <fmt/core.h>

#include <random>
#include <string>
#include <vector>

using namespace beaconscope;

namespace {

struct Sent {
    dns::DnsPayload payload;
    dns::Message message;
};

/// Messages of a few clients, with repeated queries, lone responses, several questions or none,
/// and names in several spellings.
std::vector<Sent> randomMessages(std::size_t count) {
    std::mt19937 random(11);
    std::vector<Sent> all;
    for (std::size_t i = 0; i < count; ++i) {
        Sent sent;
        sent.message.isResponse = random() % 2 == 0;
        sent.message.id = static_cast<std::uint16_t>(random() % 3);
        sent.message.rcode = random() % 5 == 0 ? dns::ResponseCode::NxDomain : dns::ResponseCode{};
        if (random() % 3 == 0)
            sent.message.minimumTtlSeconds = random() % 1'000;
        const std::uint32_t questions = random() % 10 == 0 ? random() % 4 : 1;
        for (std::uint32_t k = 0; k < questions; ++k) {
            const std::string canonical = fmt::format("host{}.example", random() % 40);
            std::string asSent = canonical;
            asSent[0] = random() % 4 == 0 ? 'H' : 'h';
            sent.message.questions.add({{asSent, canonical}, dns::RecordType::A, 1});
        }
        const auto client = *IpAddress::parse(fmt::format("10.0.0.{}", 1 + random() % 5));
        const auto resolver = *IpAddress::parse("10.0.0.53");
        sent.payload.packetNumber = i + 1;
        sent.payload.time = timestampFromSeconds(1'700'000'000 + static_cast<std::int64_t>(i), 0);
        sent.payload.source = sent.message.isResponse ? resolver : client;
        sent.payload.destination = sent.message.isResponse ? client : resolver;
        sent.payload.transport = random() % 20 == 0 ? dns::Transport::Mdns : dns::Transport::Udp;
        all.push_back(sent);
    }
    return all;
}

std::string textOf(const store::EventStore& store) {
    const store::StoreView view = store.view();
    const store::MessageCounts& counts = store.counts();
    std::string text =
        fmt::format("{} {} {} {} {} {} {}\n", counts.messages, counts.queries, counts.responses,
                    counts.multicastQueries, counts.multicastResponses, counts.withoutQuestion,
                    counts.responsesWithoutQuery);
    for (std::size_t i = 0; i < view.events.size(); ++i) {
        const store::Event& event = view.events[i];
        text += fmt::format("{} {} {} {} {} {} {} {}\n", event.packet, event.responsePacket,
                            event.name.value(), event.spelling.value(), event.pair.value(),
                            event.client.value(), event.flags, event.ttlSeconds);
    }
    for (const store::PairTotals& pair : *view.pairs)
        text += fmt::format("{} {} {} {} {} {} {}\n", pair.client.value(), pair.name.value(),
                            pair.totals.queries, pair.totals.responses, pair.totals.answered,
                            pair.totals.nxdomain, pair.totals.retransmissions);
    return text;
}

} // namespace

class TestMessageBlock : public QObject {
    Q_OBJECT

private slots:
    void theSizeOfBlocksDoesNotMatter() {
        const std::vector<Sent> all = randomMessages(5'000);
        store::EventStore oneByOne;
        for (const Sent& sent : all)
            oneByOne.add(sent.payload, sent.message, FileId(0));
        for (const std::size_t size : {2U, 33U, 5'000U}) {
            store::EventStore inBlocks;
            store::MessageBlock block;
            for (std::size_t i = 0; i < all.size(); ++i) {
                block.add(all[i].payload, all[i].message, FileId(0));
                if ((i + 1) % size != 0 && i + 1 < all.size())
                    continue;
                inBlocks.add(block);
                block.clear();
            }
            QCOMPARE(textOf(inBlocks), textOf(oneByOne));
        }
    }

    void keepsBothFormsOfAName() {
        store::MessageBlock block;
        dns::Message message;
        message.questions.add({{"WwW.example", "www.example"}, dns::RecordType::A, 1});
        message.questions.add({{"x.example", "x.example"}, dns::RecordType::A, 1});
        block.add({}, message, FileId(0));
        QCOMPARE(block.size(), std::size_t{2});
        QCOMPARE(block.asSent(block[0]), std::string_view("WwW.example"));
        QCOMPARE(block.canonical(block[0]), std::string_view("www.example"));
        QCOMPARE(block.asSent(block[1]), std::string_view("x.example"));
        QCOMPARE(block.canonical(block[1]), std::string_view("x.example"));
        QVERIFY(!block[0].isLastOfMessage && block[1].isLastOfMessage);
    }

    /// A message with thousands of questions for long names takes some megabytes. Blocks of nothing
    /// but these must not add up to gigabytes.
    void isFullOfLongNamesToo() {
        store::MessageBlock block;
        dns::Message message;
        const std::string name(1'000, 'a');
        message.questions.add({{name, name}, dns::RecordType::A, 1});
        std::size_t added = 0;
        while (!block.isFull() && added < 100'000) {
            block.add({}, message, FileId(0));
            ++added;
        }
        QVERIFY2(added <= 300, QByteArray::number(qulonglong{added}).constData());
    }
};

BEACONSCOPE_TEST(TestMessageBlock)
#include "test_message_block.moc"
