// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/dns/name_text.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <vector>

using namespace beaconscope;

namespace {

std::vector<std::string> labels(std::string_view name) {
    std::vector<std::string> result;
    std::string bytes;
    while (dns::takeLabel(name, bytes))
        result.push_back(bytes);
    return result;
}

} // namespace

class TestDnsNameText : public QObject {
    Q_OBJECT

private slots:
    void labelsAreTheBytesOnTheWire() {
        using Labels = std::vector<std::string>;
        QCOMPARE(labels("www.example"), (Labels{"www", "example"}));
        QCOMPARE(labels(R"(a\.b.c\\d)"), (Labels{"a.b", R"(c\d)"}));
        QCOMPARE(labels(R"(\255\000x.\032)"), (Labels{std::string("\xff\0x", 3), " "}));
        QCOMPARE(labels(""), Labels{});
    }

    /// Names reach this only as the name reader wrote them; a cut one must still end.
    void endsAtAnEscapeThatIsCut() {
        QCOMPARE(labels(R"(a\)").size(), std::size_t{1});
        QCOMPARE(labels(R"(a\25)").size(), std::size_t{1});
    }
};

BEACONSCOPE_TEST(TestDnsNameText)
#include "test_dns_name_text.moc"
