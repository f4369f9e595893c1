// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dns/message.h"
#include "tests/support/packet_builder.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <span>

using namespace beaconscope;
using namespace beaconscope::testing;

namespace {

Bytes record(const Bytes& owner, dns::RecordType type, std::uint16_t recordClass, std::uint32_t ttl,
             const Bytes& data) {
    Bytes bytes = owner;
    append16(bytes, static_cast<std::uint16_t>(type));
    append16(bytes, recordClass);
    append32(bytes, ttl);
    append16(bytes, static_cast<std::uint16_t>(data.size()));
    append(bytes, data);
    return bytes;
}

Bytes question(std::string_view name, std::uint16_t type = 1) {
    Bytes bytes = wireName(name);
    append16(bytes, type);
    append16(bytes, 1);
    return bytes;
}

Bytes soaData(std::uint32_t minimum) {
    Bytes bytes = join({wireName("ns"), wireName("mail"), Bytes(16)});
    append32(bytes, minimum);
    return bytes;
}

} // namespace

class TestDnsMessage : public QObject {
    Q_OBJECT

private slots:
    void decodesAQuery() {
        dns::Message message;
        QVERIFY(dns::decode(dnsQuery(4711, "Beacon.example.com", dns::RecordType::Txt), message));
        QCOMPARE(message.id, std::uint16_t{4711});
        QVERIFY(!message.isResponse);
        QCOMPARE(message.questions.size(), std::size_t{1});
        QCOMPARE(message.questions[0].name.canonical, std::string("beacon.example.com"));
        QVERIFY(message.questions[0].type == dns::RecordType::Txt);
        QVERIFY(!message.minimumTtlSeconds);
        QVERIFY(!message.ednsPayloadSize);
        QVERIFY(!message.hasDefect());
    }

    void takesTheSmallestTtlOfTheAnswers() {
        const Bytes owner = fromHex("c00c");
        const Bytes bytes = join({dnsHeader(1, 0x8180, {1, 2, 1, 0}), question("a.b"),
                                  record(owner, dns::RecordType::Cname, 1, 300, wireName("c")),
                                  record(owner, dns::RecordType::A, 1, 60, fromHex("01020304")),
                                  record(owner, dns::RecordType::Ns, 1, 5, wireName("ns"))});
        dns::Message message;
        QVERIFY(dns::decode(bytes, message));
        QCOMPARE(message.minimumTtlSeconds, std::optional<std::uint32_t>(60));
    }

    void takesTheNegativeTtlFromTheSoa_data() {
        QTest::addColumn<unsigned>("ttl");
        QTest::addColumn<unsigned>("minimum");
        QTest::addColumn<unsigned>("expected");
        QTest::newRow("minimum is smaller") << 3600U << 900U << 900U;
        QTest::newRow("ttl is smaller") << 60U << 900U << 60U;
        QTest::newRow("top bit means zero") << 0x8000'0001U << 900U << 0U;
    }
    void takesTheNegativeTtlFromTheSoa() {
        QFETCH(unsigned, ttl);
        QFETCH(unsigned, minimum);
        QFETCH(unsigned, expected);
        const Bytes bytes =
            join({dnsHeader(1, 0x8183, {1, 0, 1, 0}), question("no.such.name"),
                  record(fromHex("00"), dns::RecordType::Soa, 1, ttl, soaData(minimum))});
        dns::Message message;
        QVERIFY(dns::decode(bytes, message));
        QVERIFY(message.rcode == dns::ResponseCode::NxDomain);
        QCOMPARE(message.minimumTtlSeconds, std::optional<std::uint32_t>(expected));
    }

    void readsEdnsAndItsResponseCode() {
        // Extended rcode 1, header rcode 7: BADCOOKIE (23).
        const Bytes bytes =
            join({dnsHeader(1, 0x8187, {1, 0, 0, 1}), question("a"),
                  record(fromHex("00"), dns::RecordType::Opt, 1232, 0x0100'0000, {})});
        dns::Message message;
        QVERIFY(dns::decode(bytes, message));
        QCOMPARE(message.ednsPayloadSize, std::optional<std::uint16_t>(1232));
        QVERIFY(message.rcode == dns::ResponseCode::BadCookie);
    }

    void readsEveryQuestion() {
        const Bytes bytes = join({dnsHeader(0, 0, {3, 0, 0, 0}), question("_ipp._tcp.local", 12),
                                  fromHex("04686f7374 c016 001c 8001"), question("x.y")});
        dns::Message message;
        QVERIFY(dns::decode(bytes, message));
        QCOMPARE(message.questions.size(), std::size_t{3});
        QCOMPARE(message.questions[1].name.canonical, std::string("host.local"));
        QCOMPARE(message.questions[1].recordClass, std::uint16_t{0x8001});
        QCOMPARE(message.questions[2].name.canonical, std::string("x.y"));
    }

    void keepsWhatCameBeforeADefect() {
        Bytes bytes = join({dnsHeader(9, 0, {46081, 0, 0, 0}), question("first.example")});
        const std::size_t end = bytes.size();
        append(bytes, fromHex("02 61"));
        dns::Message message;
        QVERIFY(dns::decode(bytes, message));
        QCOMPARE(message.questionCount, std::uint16_t{46081});
        QCOMPARE(message.questions.size(), std::size_t{1});
        QCOMPARE(message.defect, dns::Defect::Truncated);
        QCOMPARE(message.defectOffset, end);
    }

    void keepsQuestionsWhoseNamesPointForward() {
        const Bytes bytes = fromHex("0001 0100 0002 0000 0000 0000 "
                                    "c018 0001 0001 c01b 001c 0001 0161 00 0162 00");
        dns::Message message;
        QVERIFY(dns::decode(bytes, message));
        QCOMPARE(message.defect, dns::Defect::ForwardPointer);
        QCOMPARE(message.questions.size(), std::size_t{2});
        std::vector<std::string> names;
        for (const dns::Question& question : message.questions)
            names.push_back(question.name.canonical);
        QCOMPARE(names, (std::vector<std::string>{"a", "b"}));
    }

    void readsOnlySoManyQuestions() {
        constexpr std::uint16_t kCount = dns::kMaxQuestions + 1;
        for (const std::uint16_t count : {dns::kMaxQuestions, kCount}) {
            Bytes bytes = dnsHeader(9, 0, {count, 0, 0, 0});
            for (int i = 0; i < count; ++i)
                append(bytes, question("a.example"));
            dns::Message message;
            QVERIFY(dns::decode(bytes, message));
            QCOMPARE(message.questions.size(), std::size_t{dns::kMaxQuestions});
            QCOMPARE(message.defect,
                     count == kCount ? dns::Defect::TooManyQuestions : dns::Defect::None);
        }
    }

    void aPointerBeyondTheEndIsADefectWithinTheMessage() {
        const Bytes bytes = fromHex("0001 0100 0001 0000 0000 0000 ffff 0001 0001");
        dns::Message message;
        QVERIFY(dns::decode(bytes, message));
        QCOMPARE(message.defect, dns::Defect::Truncated);
        QCOMPARE(message.defectOffset, bytes.size());
        QVERIFY(message.questions.empty());
    }

    void namesTheDefect_data() {
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<dns::Defect>("defect");
        const auto header = QByteArray("0001 0000 0001 0000 0000 0000 ");
        QTest::newRow("type missing") << header + "0161 00 00" << dns::Defect::Truncated;
        QTest::newRow("loop") << header + "c00c 0001 0001" << dns::Defect::PointerChain;
        QTest::newRow("label type") << header + "40 00 0001 0001" << dns::Defect::BadLabel;
        QTest::newRow("record past the end")
            << QByteArray("0001 8000 0000 0001 0000 0000 00 0001 0001 00000000 0005 01020304")
            << dns::Defect::BadRecord;
        QTest::newRow("record head past the end")
            << QByteArray("0001 8000 0000 0001 0000 0000 00 0001 0001 0000")
            << dns::Defect::Truncated;
    }
    void namesTheDefect() {
        QFETCH(QByteArray, hex);
        QFETCH(dns::Defect, defect);
        dns::Message message;
        QVERIFY(dns::decode(fromHex(hex.toStdString()), message));
        QCOMPARE(message.defect, defect);
        QVERIFY(message.questions.empty());
    }

    void readsIdAndFlagsOfAShortHeader() {
        dns::Message message;
        QVERIFY(!dns::decode(fromHex("7879 7a7a 790a"), message));
        QCOMPARE(message.defect, dns::Defect::ShortHeader);
        QCOMPARE(message.id, std::uint16_t{0x7879});
        QVERIFY(!message.isResponse);
        QVERIFY(!dns::decode({}, message));
        QCOMPARE(message.id, std::uint16_t{0});
    }

    void acceptsPaddingAfterTheMessage() {
        dns::Message message;
        QVERIFY(dns::decode(join({dnsQuery(1, "a.b"), Bytes(20)}), message));
        QVERIFY(!message.hasDefect());
    }

    void forgetsTheMessageBefore() {
        dns::Message message;
        QVERIFY(dns::decode(dnsResponse(1, "first.example"), message));
        QVERIFY(dns::decode(dnsQuery(2, "b"), message));
        QVERIFY(!message.isResponse);
        QVERIFY(!message.minimumTtlSeconds);
        QCOMPARE(message.questions.size(), std::size_t{1});
        QCOMPARE(message.questions.front().name.asSent, std::string("b"));
    }

    void reusesTheMemoryOfTheMessageBefore() {
        const Bytes withQuestion = dnsQuery(1, "a-name-that-is-too-long-for-small-strings.example");
        const Bytes without = dnsHeader(2, 0x8400, {0, 0, 0, 0});
        dns::Message message;
        QVERIFY(dns::decode(withQuestion, message));
        const char* const memory = message.questions[0].name.asSent.data();
        QVERIFY(dns::decode(without, message));
        QVERIFY(message.questions.empty());
        QVERIFY(dns::decode(withQuestion, message));
        QCOMPARE(static_cast<const void*>(message.questions[0].name.asSent.data()),
                 static_cast<const void*>(memory));
    }

    void neverReadsOutsideACutMessage() {
        const Bytes whole = dnsResponse(1, "www.example.com");
        dns::Message message;
        for (std::size_t length = 0; length < whole.size(); ++length) {
            // A copy of exactly that size, so that the address sanitizer sees a read behind it.
            const Bytes part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
            dns::decode(part, message);
            QVERIFY(message.hasDefect());
            QVERIFY(message.defectOffset <= length);
        }
    }
};

BEACONSCOPE_TEST(TestDnsMessage)
#include "test_dns_message.moc"
