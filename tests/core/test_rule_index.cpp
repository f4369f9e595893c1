// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/compiled_rule.h"
#include "core/rules/literal_table.h"
#include "core/rules/rule_set.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace beaconscope;
using namespace beaconscope::rules;

namespace {

class Random {
public:
    std::size_t below(std::size_t bound) { return m_engine() % bound; }
    std::string text(std::string_view letters, std::size_t maxLength) {
        std::string text;
        for (std::size_t left = below(maxLength + 1); left > 0; --left)
            text += letters[below(letters.size())];
        return text;
    }

private:
    std::minstd_rand m_engine{16}; // NOLINT(cert-msc51-cpp): repeats
};

Rule randomRule(Random& random) {
    constexpr std::array kFields{Field::Name, Field::Name, Field::RegisteredDomain, Field::Client,
                                 Field::QueryType};
    constexpr std::array kMatches{Match::Is,       Match::EndsWith, Match::Contains,
                                  Match::Wildcard, Match::Regex,    Match::Cidr};
    Rule rule;
    rule.enabled = random.below(10) != 0;
    rule.field = kFields[random.below(kFields.size())];
    rule.match = kMatches[random.below(kMatches.size())];
    if (rule.match == Match::Cidr)
        rule.value = fmt::format("10.{}.{}.{}/{}", random.below(2), random.below(2),
                                 random.below(3), random.below(33));
    else if (rule.field == Field::Client)
        rule.value = random.below(2) == 0
                         ? fmt::format("10.{}.0.{}", random.below(2), random.below(3))
                         : random.text("10.*?", 5);
    else if (rule.field == Field::QueryType)
        rule.value = random.below(2) == 0 ? "AAAA" : random.text("aAtx*?", 4);
    else if (rule.match == Match::Regex)
        rule.value = random.text("abb.*?^$", 6);
    else if (rule.match == Match::Wildcard)
        rule.value = random.text("abB.*?", 7);
    else
        rule.value = random.text("abAb..\\", 6);
    return rule;
}

/// What RuleSet promises, rule by rule.
template <typename Matches>
std::optional<std::size_t> firstRule(const std::vector<Rule>& rules, Matches matches) {
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const auto compiled = CompiledRule::compile(rules[i]);
        if (rules[i].enabled && compiled && matches(*compiled))
            return i;
    }
    return std::nullopt;
}

QString describeAll(const std::vector<Rule>& rules, const std::string& subject) {
    std::string text = subject;
    for (const Rule& rule : rules)
        text += fmt::format("\n{} {}", rule.enabled ? "on" : "off", describe(rule));
    return QString::fromStdString(text);
}

} // namespace

class TestRuleIndex : public QObject {
    Q_OBJECT
private slots:
    void decidesLikeRuleAfterRule() {
        Random random;
        std::size_t matched = 0;
        for (int round = 0; round < 1'000; ++round) {
            std::vector<Rule> rules(random.below(30));
            std::generate(rules.begin(), rules.end(), [&] { return randomRule(random); });
            const RuleSet set(rules);
            for (int i = 0; i < 12; ++i) {
                const std::string name = random.text("abb.\\", 10);
                const std::string domain = random.text("ab.", 5);
                const auto byName = firstRule(rules, [&](const CompiledRule& rule) {
                    return rule.matchesName(name, domain);
                });
                QVERIFY2(set.matchName(name, domain) == byName,
                         qPrintable(describeAll(rules, name + " in " + domain)));
                if (byName)
                    ++matched;
                const IpAddress client = *IpAddress::parse(
                    random.below(8) == 0 ? "::a00:1"
                                         : fmt::format("10.{}.{}.{}", random.below(2),
                                                       random.below(2), random.below(3)));
                const auto byClient = firstRule(
                    rules, [&](const CompiledRule& rule) { return rule.matchesClient(client); });
                QVERIFY2(set.matchClient(client) == byClient,
                         qPrintable(describeAll(rules, client.toString())));
                const auto type = static_cast<dns::RecordType>(random.below(40));
                const auto byType = firstRule(
                    rules, [&](const CompiledRule& rule) { return rule.matchesQueryType(type); });
                QVERIFY2(set.matchQueryType(type) == byType,
                         qPrintable(describeAll(rules, dns::toString(type))));
            }
        }
        QVERIFY2(matched > 3'000 && matched < 11'000, qPrintable(QString::number(matched)));
    }

    void networksReachTheEndsOfAllAddresses() {
        const auto set = [](std::vector<const char*> networks) {
            std::vector<Rule> rules;
            for (const char* network : networks)
                rules.push_back(
                    {.field = Field::Client, .match = Match::Cidr, .value = network, .note = {}});
            return RuleSet(rules);
        };
        const auto in = [](const RuleSet& rules, const char* client) {
            return rules.matchClient(*IpAddress::parse(client)).has_value();
        };
        QVERIFY(in(set({"0.0.0.0/0"}), "255.255.255.255"));
        QVERIFY(in(set({"0.0.0.0/0"}), "0.0.0.0"));
        QVERIFY(!in(set({"0.0.0.0/0"}), "::"));
        QVERIFY(in(set({"::/0"}), "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"));
        QVERIFY(!in(set({"::/0"}), "255.255.255.255"));
        QVERIFY(in(set({"10.0.0.255", "10.0.1.0"}), "10.0.0.255"));
        QVERIFY(!in(set({"10.0.0.255"}), "10.0.1.0"));
        QVERIFY(in(set({"10.1.2.3/8"}), "10.255.0.0")); // bits behind the prefix do not count
    }

    /// A literal finds what the longest one begins with, too.
    void findsEachLiteralOfAText() {
        Random random;
        for (int round = 0; round < 300; ++round) {
            std::vector<std::string> literals;
            for (std::size_t left = 1 + random.below(40); left > 0; --left)
                literals.push_back("a" + random.text("ab", 20));
            const std::vector<std::string_view> views(literals.begin(), literals.end());
            std::vector<std::uint32_t> entries;
            const LiteralTable table(views, entries);
            const std::string text = random.text("aab", 30);
            std::vector<bool> found(table.size());
            for (auto at = table.longestAt(text); at != LiteralTable::kNone; at = table.parent(at))
                found[at] = true;
            for (std::size_t i = 0; i < literals.size(); ++i)
                QVERIFY2(found[entries[i]] == text.starts_with(literals[i]),
                         qPrintable(QString::fromStdString(text + " " + literals[i])));
        }
    }

    void costsLittleForManyRules_data() {
        QTest::addColumn<int>("match");
        QTest::addColumn<QString>("value");
        QTest::newRow("contains") << static_cast<int>(Match::Contains) << QStringLiteral("x%1y");
        QTest::newRow("ends with") << static_cast<int>(Match::EndsWith) << QStringLiteral("x%1y");
        QTest::newRow("wildcard") << static_cast<int>(Match::Wildcard) << QStringLiteral("a*x%1?b");
        QTest::newRow("regex") << static_cast<int>(Match::Regex) << QStringLiteral("^a.*x%1\\.b$");
        QTest::newRow("cidr") << static_cast<int>(Match::Cidr) << QString();
    }
    /// Rule after rule, 30,000 rules take minutes for 30,000 names.
    void costsLittleForManyRules() {
        QFETCH(const int, match);
        QFETCH(const QString, value);
        const bool isNetwork = value.isEmpty();
        const unsigned count = static_cast<Match>(match) == Match::Regex ? 3'000 : 30'000;
        std::vector<Rule> rules;
        for (unsigned i = 0; i < count; ++i)
            rules.push_back({.field = isNetwork ? Field::Client : Field::Name,
                             .match = static_cast<Match>(match),
                             .value = isNetwork ? fmt::format("10.{}.{}.0/24", i / 256, i % 256)
                                                : value.arg(100'000 + i).toStdString(),
                             .note = {}});
        const std::clock_t start = std::clock();
        const RuleSet set(std::move(rules));
        std::size_t matched = 0;
        for (unsigned i = 0; i < 30'000; ++i) {
            if (isNetwork)
                matched +=
                    set.matchClient(*IpAddress::parse(fmt::format("11.{}.{}.1", i / 256, i % 256)))
                        .has_value();
            else
                matched += set.matchName(fmt::format("www.example-{}.com", i), "").has_value();
        }
        const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
        QCOMPARE(matched, std::size_t{0});
        QVERIFY2(seconds < 8, qPrintable(QStringLiteral("%1 s").arg(seconds)));
    }
};

BEACONSCOPE_TEST(TestRuleIndex)
#include "test_rule_index.moc"
