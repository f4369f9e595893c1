// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/rule_file.h"
#include "core/rules/rule_set.h"
#include "tests/support/test_program.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace beaconscope::rules;

namespace {

const std::string kVersionLine = "# beaconscope rules 1\n";

Rule ruleWith(std::string value, std::string note) {
    return {true, Action::Exclude, Field::Name, Match::Contains, std::move(value), std::move(note)};
}

void verifyRoundTrip(const std::vector<Rule>& rules) {
    const std::string text = serialise(rules);
    const auto parsed = parse(text);
    QVERIFY2(parsed.hasValue(), text.c_str());
    QVERIFY2(parsed->warnings.empty(), text.c_str());
    QVERIFY2(parsed->rules == rules, text.c_str());
    // What is written can be shown in any editor: no controls but line ends.
    for (const char c : text)
        QVERIFY(c == '\n' || static_cast<unsigned char>(c) >= 0x20);
}

std::vector<std::string> values(const ParsedRules& parsed) {
    std::vector<std::string> all;
    for (const Rule& rule : parsed.rules)
        all.push_back(rule.value);
    return all;
}

} // namespace

class TestRuleFile : public QObject {
    Q_OBJECT

private slots:
    void keepsEveryKindOfRule() {
        std::vector<Rule> rules;
        for (const Field field :
             {Field::Name, Field::RegisteredDomain, Field::Client, Field::QueryType}) {
            for (const Match match : {Match::Is, Match::EndsWith, Match::Contains, Match::Wildcard,
                                      Match::Regex, Match::Cidr}) {
                rules.push_back({rules.size() % 2 == 0, Action::Exclude, field, match, "x", "why"});
            }
        }
        verifyRoundTrip(rules);
        verifyRoundTrip(RuleSet::defaults().rules());
        verifyRoundTrip({});
    }

    void keepsAwkwardTexts() {
        const std::vector<std::string> texts{
            "",
            " ",
            "two words",
            " leading",
            "trailing ",
            "\"",
            "\"quoted\"",
            "\"half",
            "a\"b",
            "\\",
            "\\\\",
            "^[\\w-]+\\.example\\.com$",
            "#",
            "a#b",
            "a # b",
            "# note",
            "tab\there",
            "line\nbreak",
            "\r",
            "end\r",
            std::string("nul\0inside", 10),
            "\x1b[31m",
            "b\xc3\xbc"
            "cher",
            "\xe2\x80\xae"
            "moc.elpmaxe",
            "\xe2\x80\xa8",
            "\xff\xfe",
            "\xc3",
            "\xef\xbb\xbf",
            "\"x\" # y",
            "on exclude name is x",
        };
        std::vector<Rule> all;
        for (const std::string& text : texts) {
            verifyRoundTrip({ruleWith(text, "")});
            verifyRoundTrip({ruleWith("x", text)});
            all.push_back(ruleWith(text, text));
        }
        verifyRoundTrip(all);
    }

    void keepsAnyBytes() {
        std::mt19937 random(20240501); // the same bytes on every run
        for (int i = 0; i < 2000; ++i) {
            const auto text = [&random] {
                constexpr std::string_view kSpecial = "\"\\# \n\t'x";
                std::string bytes(random() % 12, '\0');
                for (char& byte : bytes)
                    byte = random() % 3 == 0 ? kSpecial[random() % kSpecial.size()]
                                             : static_cast<char>(random() % 256);
                return bytes;
            };
            const std::string value = text();
            verifyRoundTrip({ruleWith(value, text()), ruleWith(text(), value)});
        }
    }

    void readsWhatPeopleWrite() {
        const auto parsed = parse("\xef\xbb\xbf# beaconscope rules 1\r\n"
                                  "# a comment\r\n"
                                  "\r\n"
                                  "  on\texclude   name  ends-with  .Example.com#x   #why not  \r\n"
                                  "off exclude name regex ^a\\d+\\.com$\r\n"
                                  "on exclude name is \"a b\"# glued\r\n"
                                  "on exclude client cidr 10.0.0.0/8 # \"half quoted\" note");
        QVERIFY(parsed.hasValue());
        QCOMPARE(parsed->rules.size(), std::size_t{3});
        QCOMPARE(parsed->rules[0].value, std::string(".Example.com#x"));
        QCOMPARE(parsed->rules[0].note, std::string("why not"));
        QVERIFY(!parsed->rules[1].enabled);
        QCOMPARE(parsed->rules[1].value, std::string("^a\\d+\\.com$"));
        QCOMPARE(parsed->rules[2].note, std::string("\"half quoted\" note"));
        QCOMPARE(parsed->warnings.size(), std::size_t{1});
        QCOMPARE(parsed->warnings[0].line, std::size_t{6});
    }

    void warnsOfBadLinesAndKeepsTheRest() {
        const auto parsed = parse(kVersionLine + "maybe exclude name is a\n"
                                                 "on include name is a\n"
                                                 "on exclude nome is a\n"
                                                 "on exclude name equals a\n"
                                                 "on exclude name is\n"
                                                 "on exclude name is # note\n"
                                                 "on exclude name is \"a\n"
                                                 "on exclude name is \"\\q\"\n"
                                                 "on exclude name is a b\n"
                                                 "on\n"
                                                 "on exclude name is good\n");
        QVERIFY(parsed.hasValue());
        QCOMPARE(values(*parsed), std::vector<std::string>{"good"});
        QCOMPARE(parsed->warnings.size(), std::size_t{10});
        for (std::size_t i = 0; i < 10; ++i) {
            QCOMPARE(parsed->warnings[i].line, i + 2);
            QVERIFY(!parsed->warnings[i].message.empty());
        }
    }

    void refusesUnknownVersions() {
        for (const char* text : {"# beaconscope rules 2\n", "# beaconscope rules\n",
                                 "# beaconscope rules 1.5\non exclude name is a\n"})
            QVERIFY2(!parse(text).hasValue(), text);
    }

    void importsDomainLists() {
        const auto parsed = parse("# My list\n"
                                  "Example.com   # why\n"
                                  "\n"
                                  "*.ads.example\n"
                                  ".tracker.example.\n"
                                  "||block.example^\n"
                                  "example.com\n"
                                  "127.0.0.1 localhost localhost.localdomain\n"
                                  "0.0.0.0 one.example two.example # both\n"
                                  "::1 ip6-localhost\n"
                                  ":: one.example\n"
                                  "two words\n"
                                  "bad..name\n"
                                  "b\xc3\xbc"
                                  "cher.de\n"
                                  "10.0.0.1/8\n");
        QVERIFY(parsed.hasValue());
        QCOMPARE(values(*parsed),
                 (std::vector<std::string>{".example.com", ".ads.example", ".tracker.example",
                                           ".block.example", ".one.example", ".two.example"}));
        QCOMPARE(parsed->warnings.size(), std::size_t{4});
        QCOMPARE(parsed->warnings[0].line, std::size_t{12});
        const RuleSet set(parsed->rules);
        for (std::size_t i = 0; i < set.rules().size(); ++i)
            QVERIFY(!set.error(i));
        QVERIFY(set.matchName("www.example.com", ""));
        QVERIFY(set.matchName("example.com", ""));
        QVERIFY(!set.matchName("notexample.com", ""));
    }

    void emptyTextHasNoRules() {
        for (const char* text : {"", "\n", "# nothing\n", "# beaconscope rules 1\n"}) {
            const auto parsed = parse(text);
            QVERIFY2(parsed.hasValue() && parsed->rules.empty(), text);
        }
    }

    void refusesOtherFiles() {
        std::string bytes;
        for (int i = 0; i < 100'000; ++i)
            bytes += static_cast<char>(i * 7919 % 256);
        const auto parsed = parse(bytes);
        QVERIFY(!parsed.hasValue() || parsed->warnings.size() < 200);
        QVERIFY(!parse("%PDF-1.7 something\n%%EOF\n").hasValue());
    }

    void boundsItsWarnings() {
        std::string text = kVersionLine;
        for (int i = 0; i < 10'000; ++i)
            text += "bad line\n";
        const auto parsed = parse(text);
        QVERIFY(parsed.hasValue());
        QVERIFY(parsed->warnings.size() < 200);
        QVERIFY(parsed->warnings.back().message.find("9,900 lines after") != std::string::npos);
    }

    void writesAndReadsFiles() {
        const QTemporaryDir directory;
        const std::string path = directory.filePath("my.rules").toStdString();
        const auto rules = RuleSet::defaults().rules();
        QVERIFY(!writeRuleFile(path, rules));
        QCOMPARE(readRuleFile(path).value().rules, rules);
        QVERIFY(!readRuleFile(path + "x").hasValue());
        QVERIFY(!readRuleFile(directory.path().toStdString()).hasValue());
    }
};

BEACONSCOPE_TEST(TestRuleFile)
#include "test_rule_file.moc"
