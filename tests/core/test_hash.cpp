// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/hash.h"
#include "core/base/ip_address.h"
#include "core/base/strong_id.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <string>
#include <unordered_set>

using namespace beaconscope;

namespace {

struct Padded {
    std::uint32_t number;
    std::uint16_t shorter;
};

static_assert(!HashableByBytes<Padded>, "its padding would be hashed");
static_assert(!HashableByBytes<double>, "0 and -0 are equal, and differ in their bytes");
static_assert(HashableByBytes<IpAddress>);
static_assert(HashableByBytes<NameId>);

} // namespace

class TestHash : public QObject {
    Q_OBJECT

private slots:
    void equalValuesHaveOneHash() {
        const std::string name = "www.example.org";
        const std::string copy = name;
        QCOMPARE(hashText(copy), hashText(name));
        QCOMPARE(hashBytes(std::as_bytes(std::span(name))), hashText(name));
        QCOMPARE(TextHash{}(copy), hashText(name));
        const auto parse = [](const char* text) { return *IpAddress::parse(text); };
        QCOMPARE(hashValues(parse("2001:db8::1")), hashValues(parse("2001:db8:0::1")));
        QCOMPARE(ValueHash{}(NameId(7)), hashValues(NameId(7)));
    }

    void theSeedChangesTheHash() {
        QCOMPARE(hashText("example.org", 1), hashText("example.org", 1));
        QVERIFY(hashText("example.org", 1) != hashText("example.org", 2));
        QVERIFY(hashText("", 1) != hashText("", 2));
        QCOMPARE(hashText("example.org"), hashText("example.org", processSeed()));
    }

    void theOrderOfValuesCounts() {
        QVERIFY(hashValues(AddressId(1), NameId(2)) != hashValues(AddressId(2), NameId(1)));
        const std::uint16_t port = 53;
        const std::uint16_t other = 1053;
        QVERIFY(hashValues(port, other) != hashValues(other, port));
    }

    void plainNumbersSpread() {
        constexpr std::uint32_t kNumbers = 100'000;
        std::unordered_set<std::uint64_t> upper;
        std::unordered_set<std::uint64_t> lower;
        for (std::uint32_t i = 0; i < kNumbers; ++i) {
            const std::uint64_t hash = hashValues(i);
            upper.insert(hash >> 48U);
            lower.insert(hash & 0xffffU);
        }
        // Of 65,536 buckets random hashes leave exp(-100,000 / 65,536), 22 %, empty.
        QVERIFY(upper.size() > 50'000 && upper.size() < 52'500);
        QVERIFY(lower.size() > 50'000 && lower.size() < 52'500);
    }
};

BEACONSCOPE_TEST(TestHash)
#include "test_hash.moc"
