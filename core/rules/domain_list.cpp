// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/domain_list.h"

#include "core/base/hash.h"
#include "core/base/ip_address.h"
#include "core/base/text.h"
#include "core/rules/rule_lines.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_set>

namespace beaconscope::rules {

namespace {

/// Returns the domain without the signs that block lists put around it.
std::string_view bareDomain(std::string_view word) {
    if (word.starts_with("||"))
        word.remove_prefix(2);
    if (word.ends_with('^'))
        word.remove_suffix(1);
    if (word.starts_with('*'))
        word.remove_prefix(1);
    if (word.starts_with('.'))
        word.remove_prefix(1);
    if (word.ends_with('.'))
        word.remove_suffix(1);
    return word;
}

bool isDomainCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
}

/// Whether `text` is labels of letters, digits, '-' and '_' within the limits of RFC 1035
/// section 2.3.4.
bool isDomain(std::string_view text) {
    constexpr std::size_t kMaxName = 253;
    constexpr std::size_t kMaxLabel = 63;
    if (text.empty() || text.size() > kMaxName ||
        !std::all_of(text.begin(), text.end(), isDomainCharacter))
        return false;
    while (true) {
        const std::size_t dot = text.find('.');
        const std::size_t length = std::min(dot, text.size());
        if (length == 0 || length > kMaxLabel)
            return false;
        if (dot == std::string_view::npos)
            return true;
        text.remove_prefix(dot + 1);
    }
}

bool isOfEveryHostsFile(std::string_view name) {
    constexpr std::array<std::string_view, 11> kNames{
        "localhost",     "localhost.localdomain", "localhost4",    "localhost6",
        "ip6-localhost", "ip6-loopback",          "ip6-localnet",  "ip6-mcastprefix",
        "ip6-allnodes",  "ip6-allrouters",        "broadcasthost",
    };
    return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

class DomainListParser {
public:
    ParsedRules parse(std::string_view text) {
        m_collector.reserve(text);
        LineReader lines(text);
        std::string_view line;
        while (lines.next(line))
            takeLine(line.substr(0, line.find('#')), lines.lineNumber());
        return m_collector.take();
    }

private:
    void takeLine(std::string_view rest, std::size_t number) {
        std::string_view word = takeWord(rest);
        const bool hostsLine = IpAddress::parse(word).has_value();
        if (hostsLine)
            word = takeWord(rest);
        else if (!trimmed(rest).empty()) {
            m_collector.warn(number, "The line has more text than one domain");
            return;
        }
        for (; !word.empty(); word = takeWord(rest))
            takeDomain(word, number);
    }

    void takeDomain(std::string_view word, std::size_t number) {
        const std::string value = "." + toLowerAscii(bareDomain(word));
        const std::string_view domain = std::string_view(value).substr(1);
        if (!isDomain(domain) || IpAddress::parse(domain)) {
            m_collector.warn(number, fmt::format("\"{}\" is not a domain name",
                                                 escapeForTerminal(word.substr(0, 80))));
            return;
        }
        if (isOfEveryHostsFile(domain) || m_seen.contains(std::string_view(value)))
            return;
        const std::size_t index = m_collector.rules().size();
        m_collector.add({true, Action::Exclude, Field::Name, Match::EndsWith, value, ""}, number);
        if (m_collector.rules().size() > index)
            m_seen.insert(static_cast<std::uint32_t>(index));
    }

    /// Rules by their value, which a set of its own would hold once more.
    struct ValueHash {
        using is_transparent = void;
        const RuleCollector* rules;
        std::size_t operator()(std::string_view value) const { return hashText(value); }
        std::size_t operator()(std::uint32_t index) const {
            return hashText(rules->rules()[index].value);
        }
    };
    struct ValueEqual {
        using is_transparent = void;
        const RuleCollector* rules;
        std::string_view valueOf(std::string_view value) const { return value; }
        std::string_view valueOf(std::uint32_t index) const { return rules->rules()[index].value; }
        bool operator()(const auto& a, const auto& b) const { return valueOf(a) == valueOf(b); }
    };

    RuleCollector m_collector;
    std::unordered_set<std::uint32_t, ValueHash, ValueEqual> m_seen{0, ValueHash{&m_collector},
                                                                    ValueEqual{&m_collector}};
};

} // namespace

ParsedRules parseDomainList(std::string_view text) {
    return DomainListParser().parse(text);
}

} // namespace beaconscope::rules
