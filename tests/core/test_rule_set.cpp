// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/rule_set.h"
#include "tests/support/test_program.h"

#include <QElapsedTimer>
#include <QTest>

#include <fmt/core.h>

using namespace beaconscope;
using namespace beaconscope::rules;

Q_DECLARE_METATYPE(beaconscope::rules::Match)

namespace {

Rule exclude(Field field, Match match, std::string value) {
    return {true, Action::Exclude, field, match, std::move(value), ""};
}

bool matchesName(Match match, const std::string& value, const std::string& name) {
    return RuleSet({exclude(Field::Name, match, value)}).matchName(name, "").has_value();
}

/// Whether all rules of `set` can be used.
bool isValid(const RuleSet& set) {
    for (std::size_t i = 0; i < set.rules().size(); ++i) {
        if (set.error(i))
            return false;
    }
    return true;
}

IpAddress address(const char* text) {
    return *IpAddress::parse(text);
}

} // namespace

class TestRuleSet : public QObject {
    Q_OBJECT

private slots:
    void matchesNames_data() {
        QTest::addColumn<Match>("match");
        QTest::addColumn<std::string>("value");
        QTest::addColumn<std::string>("name");
        QTest::addColumn<bool>("matches");
        const auto row = [](const char* title, Match match, const char* value, const char* name,
                            bool matches) {
            QTest::newRow(title) << match << std::string(value) << std::string(name) << matches;
        };
        row("is", Match::Is, "Example.COM", "example.com", true);
        row("is: dot at the end", Match::Is, "example.com.", "example.com", true);
        row("is: not below", Match::Is, "example.com", "www.example.com", false);
        row("is: the root", Match::Is, ".", ".", true);
        row("ends: below", Match::EndsWith, ".local", "printer.local", true);
        row("ends: far below", Match::EndsWith, ".local", "a.b.c.local", true);
        row("ends: itself", Match::EndsWith, ".Local", "local", true);
        row("ends: half a label", Match::EndsWith, ".local", "notlocal", false);
        row("ends: in the middle", Match::EndsWith, ".local", "a.local.net", false);
        row("ends: dot at the end", Match::EndsWith, ".local.", "a.local", true);
        row("ends: escaped dot", Match::EndsWith, ".local", "a\\.local", false);
        row("ends: escaped backslash", Match::EndsWith, ".local", "a\\\\.local", true);
        row("ends: text", Match::EndsWith, "local", "notlocal", true);
        row("contains", Match::Contains, "_LDAP", "_ldap._tcp.dc._msdcs.corp", true);
        row("contains: not", Match::Contains, "_ldap", "ldap.corp", false);
        row("wildcard: below", Match::Wildcard, "*.example.com", "a.b.example.com", true);
        row("wildcard: not itself", Match::Wildcard, "*.example.com", "example.com", false);
        row("wildcard: whole name", Match::Wildcard, "example*", "www.example.com", false);
        row("wildcard: empty run", Match::Wildcard, "*example*", "example", true);
        row("wildcard: one character", Match::Wildcard, "h?st?.net", "host1.net", true);
        row("wildcard: not none", Match::Wildcard, "host?.net", "host.net", false);
        row("wildcard: goes back", Match::Wildcard, "*ab*abc", "abababc", true);
        row("wildcard: case", Match::Wildcard, "WWW.*", "www.example.com", true);
        row("regex: anywhere", Match::Regex, "amp", "example.com", true);
        row("regex: anchored", Match::Regex, "^[a-f0-9]{8}\\.", "deadbeef.example.com", true);
        row("regex: anchored, not", Match::Regex, "^amp", "example.com", false);
        row("regex: case", Match::Regex, "^EXAMPLE", "example.com", true);
    }
    void matchesNames() {
        QFETCH(Match, match);
        QFETCH(std::string, value);
        QFETCH(std::string, name);
        QFETCH(bool, matches);
        QVERIFY(isValid(RuleSet({exclude(Field::Name, match, value)})));
        QCOMPARE(matchesName(match, value, name), matches);
    }

    void matchesRegisteredDomains() {
        const RuleSet set({exclude(Field::RegisteredDomain, Match::Is, "example.co.uk")});
        QVERIFY(set.matchName("a.b.example.co.uk", "example.co.uk"));
        QVERIFY(!set.matchName("a.b.example.com", "example.com"));
    }

    void matchesClients() {
        const RuleSet set({exclude(Field::Client, Match::Is, "2001:DB8:0::1"),
                           exclude(Field::Client, Match::Cidr, "10.1.0.0/16"),
                           exclude(Field::Client, Match::EndsWith, ".7")});
        QCOMPARE(set.matchClient(address("2001:db8::1")), std::optional<std::size_t>(0));
        QCOMPARE(set.matchClient(address("10.1.200.7")), std::optional<std::size_t>(1));
        QCOMPARE(set.matchClient(address("192.168.0.7")), std::optional<std::size_t>(2));
        QVERIFY(!set.matchClient(address("10.2.0.1")));
        QVERIFY(!set.matchName("10.1.0.1", ""));
    }

    void matchesQueryTypes() {
        const RuleSet set({exclude(Field::QueryType, Match::Is, "ptr"),
                           exclude(Field::QueryType, Match::Is, "65"),
                           exclude(Field::QueryType, Match::Wildcard, "type*")});
        QCOMPARE(set.matchQueryType(dns::RecordType::Ptr), std::optional<std::size_t>(0));
        QCOMPARE(set.matchQueryType(dns::RecordType::Https), std::optional<std::size_t>(1));
        QCOMPARE(set.matchQueryType(dns::RecordType{4711}), std::optional<std::size_t>(2));
        QVERIFY(!set.matchQueryType(dns::RecordType::A));
    }

    void firstEnabledRuleDecides() {
        std::vector<Rule> rules{exclude(Field::Name, Match::Contains, "exam"),
                                exclude(Field::Name, Match::EndsWith, ".com"),
                                exclude(Field::Name, Match::Is, "example.com"),
                                exclude(Field::Name, Match::Regex, "example"),
                                exclude(Field::RegisteredDomain, Match::Is, "example.com")};
        for (std::size_t first = 0; first < rules.size(); ++first) {
            const RuleSet set(rules);
            QCOMPARE(set.matchName("example.com", "example.com"), std::optional(first));
            rules[first].enabled = false;
        }
        QVERIFY(!RuleSet(rules).matchName("example.com", "example.com"));
    }

    void marksInvalidRulesAndMatchesNothingWithThem_data() {
        QTest::addColumn<int>("field");
        QTest::addColumn<Match>("match");
        QTest::addColumn<std::string>("value");
        QTest::addColumn<int>("column");
        const auto row = [](const char* title, Field field, Match match, const char* value,
                            int column) {
            QTest::newRow(title) << static_cast<int>(field) << match << std::string(value)
                                 << column;
        };
        row("empty", Field::Name, Match::Contains, "", 0);
        row("dot alone", Field::Name, Match::EndsWith, ".", 0);
        row("dot in front", Field::Name, Match::Is, ".local", 0);
        row("blank in a name", Field::Name, Match::Is, "two words.com", 3);
        row("not ASCII", Field::Name, Match::EndsWith,
            ".b\xc3\xbc"
            "cher.de",
            2);
        row("network of a name", Field::Name, Match::Cidr, "10.0.0.0/8", 0);
        row("open parenthesis", Field::Name, Match::Regex, "a(b)c(d", 5);
        row("closing parenthesis", Field::Name, Match::Regex, "a[)]b)", 5);
        row("open class", Field::Name, Match::Regex, "abc[def", 3);
        row("range", Field::Name, Match::Regex, "ab[z-a]", 3);
        row("nothing to repeat", Field::Name, Match::Regex, "*.com", 0);
        row("backslash at the end", Field::Name, Match::Regex, "abc\\", 3);
        row("back reference", Field::Name, Match::Regex, "(a)\\1", 3);
        row("too large", Field::Name, Match::Regex, "((((a{100}){100}){100}){100})", 0);
        row("no address", Field::Client, Match::Is, "10.0.0", 0);
        row("no network", Field::Client, Match::Cidr, "10.0.0.0/33", 0);
        row("no type", Field::QueryType, Match::Is, "AAAAA", 0);
    }
    void marksInvalidRulesAndMatchesNothingWithThem() {
        QFETCH(int, field);
        QFETCH(Match, match);
        QFETCH(std::string, value);
        QFETCH(int, column);
        const RuleSet set({exclude(static_cast<Field>(field), match, value),
                           exclude(Field::Name, Match::Is, "good.example")});
        QVERIFY(set.error(0));
        QVERIFY(!set.error(0)->message.empty());
        if (match == Match::Regex && value.find("{100}") != std::string::npos)
            QVERIFY(set.error(0)->column < value.size());
        else
            QCOMPARE(set.error(0)->column, static_cast<std::size_t>(column));
        QVERIFY(!set.matchName(value, value));
        QVERIFY(!set.error(1));
        QCOMPARE(set.matchName("good.example", ""), std::optional<std::size_t>(1));
    }

    void survivesPatternsThatHurtOtherEngines() {
        const std::string name = std::string(250, 'a') + "!";
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!matchesName(Match::Regex, "^(a+)+$", name));
        QVERIFY(!matchesName(Match::Wildcard, "*a*a*a*a*a*a*a*a*b", name));
        QVERIFY(timer.elapsed() < 1000);
        QVERIFY(matchesName(Match::Regex, "^(a|b)*$", std::string(1'000'000, 'a')));
    }

    void defaultsExcludeWhatTheLabDoes() {
        const RuleSet set = RuleSet::defaults();
        QVERIFY(isValid(set));
        QVERIFY(set.matchName("host.corp.local", "corp.local"));
        QVERIFY(set.matchName("4.3.2.1.in-addr.arpa", ""));
        QVERIFY(set.matchName("1.0.ip6.arpa", ""));
        QVERIFY(set.matchName("_ldap._tcp.corp.example", "corp.example"));
        QVERIFY(set.matchName("x._msdcs.corp.example", "corp.example"));
        QVERIFY(!set.matchName("local.example.com", "example.com"));
        QVERIFY(!set.matchName("example.com", "example.com"));
        for (const Rule& rule : set.rules())
            QVERIFY(!rule.note.empty());
    }

    void emptySetMatchesNothing() {
        const RuleSet set;
        QVERIFY(set.rules().empty());
        QVERIFY(!set.matchName("example.com", "example.com"));
        QVERIFY(!set.matchClient(address("10.0.0.1")));
        QVERIFY(!set.matchQueryType(dns::RecordType::A));
        QVERIFY(set == RuleSet(std::vector<Rule>{}));
    }

    void comparesByRules() {
        QVERIFY(RuleSet::defaults() == RuleSet::defaults());
        QVERIFY(!(RuleSet::defaults() == RuleSet()));
    }

    void describesRulesForPeople() {
        QCOMPARE(describe(exclude(Field::Name, Match::EndsWith, ".local")),
                 std::string("name ends with .local"));
        QCOMPARE(describe(exclude(Field::QueryType, Match::Is, "a\nb")),
                 std::string("query type is a\\x0ab"));
    }

    /// A big imported list must not slow the evaluation down: rule by rule this takes minutes.
    void longListsCostNoMore() {
        std::vector<Rule> rules;
        for (int i = 0; i < 100'000; ++i)
            rules.push_back(exclude(Field::Name, Match::EndsWith, fmt::format(".d{}.example", i)));
        const RuleSet set(rules);
        QElapsedTimer timer;
        timer.start();
        std::size_t matches = 0;
        for (int i = 0; i < 200'000; ++i)
            matches += set.matchName(fmt::format("www.d{}.example", i), "") ? 1U : 0U;
        QCOMPARE(matches, std::size_t{100'000});
        QVERIFY(timer.elapsed() < 10'000);
    }

    void findsShortTails() {
        QVERIFY(matchesName(Match::EndsWith, ".x", "a.x"));
        QVERIFY(matchesName(Match::EndsWith, ".x", "x"));
        QVERIFY(matchesName(Match::Is, "x", "x"));
        QVERIFY(!matchesName(Match::EndsWith, ".x", "ax"));
    }
};

BEACONSCOPE_TEST(TestRuleSet)
#include "test_rule_set.moc"
