// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/text_index.h"

#include "core/base/hash.h"
#include "core/base/text.h"

#include <algorithm>
#include <bit>
#include <optional>

namespace beaconscope::rules {

namespace {

std::string backwards(std::string_view text) {
    return {text.rbegin(), text.rend()};
}

template <typename Pending>
std::vector<std::string_view> textsOf(const std::vector<Pending>& pending) {
    std::vector<std::string_view> texts;
    texts.reserve(pending.size());
    for (const Pending& one : pending)
        texts.push_back(one.text);
    return texts;
}

/// Returns for each literal the lowest of the rules of it and of what it begins with.
std::vector<std::uint32_t> lowestRules(const LiteralTable& table,
                                       std::vector<std::uint32_t> rules) {
    // A parent comes before its children.
    for (std::uint32_t i = 0; i < rules.size(); ++i) {
        if (table.parent(i) != LiteralTable::kNone)
            rules[i] = std::min(rules[i], rules[table.parent(i)]);
    }
    return rules;
}

/// Calls `each` for every literal in a wildcard.
template <typename Each>
void forEachPiece(std::string_view pattern, Each each) {
    constexpr std::string_view kSigns = "*?";
    while (!pattern.empty()) {
        const std::size_t begin = std::min(pattern.find_first_not_of(kSigns), pattern.size());
        const std::size_t end = std::min(pattern.find_first_of(kSigns, begin), pattern.size());
        if (begin < end)
            each(pattern.substr(begin, end - begin));
        pattern.remove_prefix(end);
    }
}

/// Counts texts, by hash alone: a rare text may get the count of a frequent one.
class Counts {
public:
    /// `texts` is about how many are counted.
    explicit Counts(std::size_t texts)
        : m_counts(std::min(std::bit_ceil(4 * texts + 1), std::size_t{1} << 20U)) {}

    void add(std::string_view text) { ++m_counts[hashText(text) % m_counts.size()]; }
    std::uint32_t of(std::string_view text) const {
        return m_counts[hashText(text) % m_counts.size()];
    }

private:
    std::vector<std::uint32_t> m_counts;
};

/// Returns the literal that the fewest wildcards have, of several the longest.
std::string_view rarestPiece(std::string_view pattern, const Counts& counts) {
    std::string_view best;
    std::uint32_t count = 0;
    forEachPiece(pattern, [&](std::string_view piece) {
        piece = piece.substr(0, LiteralTable::kMaxLength);
        const std::uint32_t pieceCount = counts.of(piece);
        if (best.empty() || pieceCount < count ||
            (pieceCount == count && piece.size() > best.size())) {
            best = piece;
            count = pieceCount;
        }
    });
    return best;
}

} // namespace

void TextIndex::add(Match match, std::string_view value, std::size_t rule) {
    m_isEmpty = false;
    const auto number = static_cast<std::uint32_t>(rule);
    if (match == Match::Is) {
        m_names.addWhole(toLowerAscii(value), rule);
    } else if (match == Match::EndsWith && value.front() == '.') {
        m_names.addWithSubdomains(toLowerAscii(value.substr(1)), rule);
    } else if (match == Match::Wildcard) {
        addGlob(toLowerAscii(value), rule);
    } else if (match == Match::Regex) {
        m_regexes.add(value, rule);
    } else if (value.size() > LiteralTable::kMaxLength) {
        scan(match, value, rule);
    } else if (match == Match::EndsWith) {
        m_pendingSuffixes.push_back({backwards(toLowerAscii(value)), number});
    } else {
        m_pendingParts.push_back({toLowerAscii(value), number});
    }
}

/// A wildcard that only says "contains" or "ends with" becomes that, which is cheaper.
void TextIndex::addGlob(std::string_view pattern, std::size_t rule) {
    const std::size_t begin = std::min(pattern.find_first_not_of('*'), pattern.size());
    const std::size_t end = pattern.find_last_not_of('*') + 1; // 0 when there is none
    const std::string_view middle =
        begin < end ? pattern.substr(begin, end - begin) : std::string_view();
    const bool isLiteral = !middle.empty() && middle.size() <= LiteralTable::kMaxLength &&
                           middle.find_first_of("*?") == std::string_view::npos;
    const auto number = static_cast<std::uint32_t>(rule);
    if (isLiteral && begin == 0 && end == pattern.size())
        m_names.addWhole(middle, rule);
    else if (isLiteral && begin > 0 && end == pattern.size())
        m_pendingSuffixes.push_back({backwards(middle), number});
    else if (isLiteral && begin > 0)
        m_pendingParts.push_back({std::string(middle), number});
    else if (pattern.find_first_not_of("*?") == std::string_view::npos)
        scan(Match::Wildcard, pattern, rule);
    else {
        m_globs.push_back({number, static_cast<std::uint32_t>(pattern.size()), m_globTexts.size()});
        m_globTexts += pattern;
    }
}

void TextIndex::scan(Match match, std::string_view value, std::size_t rule) {
    if (auto matcher = TextMatcher::compile(match, value))
        m_scanned.emplace_back(static_cast<std::uint32_t>(rule), std::move(*matcher));
}

void TextIndex::finish() {
    finishSuffixes();
    finishParts();
}

void TextIndex::finishSuffixes() {
    const auto pending = std::exchange(m_pendingSuffixes, {});
    std::vector<std::uint32_t> literals;
    m_suffixes = LiteralTable(textsOf(pending), literals);
    std::vector<std::uint32_t> rules(m_suffixes.size(), LiteralTable::kNone);
    for (std::size_t i = 0; i < pending.size(); ++i)
        rules[literals[i]] = std::min(rules[literals[i]], pending[i].rule);
    m_suffixRules = lowestRules(m_suffixes, std::move(rules));
}

void TextIndex::finishParts() {
    const auto pending = std::exchange(m_pendingParts, {});
    const std::vector<std::string> atoms = m_regexes.finish();
    std::vector<std::string_view> texts = textsOf(pending);
    texts.reserve(pending.size() + m_globs.size() + atoms.size());
    Counts counts(m_globs.size());
    for (const Glob& glob : m_globs)
        forEachPiece(patternOf(glob), [&](std::string_view piece) { counts.add(piece); });
    for (const Glob& glob : m_globs)
        texts.push_back(rarestPiece(patternOf(glob), counts));
    for (const std::string& atom : atoms)
        texts.push_back(std::string_view(atom).substr(0, LiteralTable::kMaxLength));
    std::vector<std::uint32_t> literals;
    m_parts = LiteralTable(texts, literals);

    std::vector<std::uint32_t> rules(m_parts.size(), LiteralTable::kNone);
    for (std::size_t i = 0; i < pending.size(); ++i)
        rules[literals[i]] = std::min(rules[literals[i]], pending[i].rule);
    m_partRules = lowestRules(m_parts, std::move(rules));

    std::size_t next = pending.size();
    for (std::uint32_t i = 0; i < m_globs.size(); ++i)
        m_follows.push_back({literals[next++], i, 0});
    for (std::uint32_t i = 0; i < atoms.size(); ++i)
        m_follows.push_back({literals[next++], kNoGlob, i});
    std::stable_sort(m_follows.begin(), m_follows.end(),
                     [](const Follow& a, const Follow& b) { return a.literal < b.literal; });
    m_followed.assign(m_follows.empty() ? 0 : m_parts.size(), LiteralTable::kNone);
    for (const Follow& follow : m_follows)
        m_followed[follow.literal] = follow.literal;
    for (std::uint32_t i = 0; i < m_followed.size(); ++i) {
        if (m_followed[i] == LiteralTable::kNone && m_parts.parent(i) != LiteralTable::kNone)
            m_followed[i] = m_followed[m_parts.parent(i)];
    }
}

std::size_t TextIndex::find(std::string_view text) const {
    if (m_isEmpty)
        return kNone;
    std::vector<int> atoms;
    std::size_t best = std::min(m_names.find(text), findSuffix(text));
    best = findPart(text, best, atoms);
    best = std::min(best, m_regexes.find(text, atoms));
    for (const auto& [rule, matcher] : m_scanned) {
        if (rule > best)
            break;
        if (matcher.matches(text))
            return rule;
    }
    return best;
}

std::size_t TextIndex::findSuffix(std::string_view text) const {
    if (m_suffixRules.empty())
        return kNone;
    text.remove_prefix(text.size() - std::min(text.size(), LiteralTable::kMaxLength));
    const std::uint32_t literal = m_suffixes.longestAt(backwards(text));
    return literal == LiteralTable::kNone ? kNone : m_suffixRules[literal];
}

std::size_t TextIndex::findPart(std::string_view text, std::size_t best,
                                std::vector<int>& atoms) const {
    for (std::size_t i = 0; i < text.size() && !m_partRules.empty(); ++i) {
        const std::uint32_t literal = m_parts.longestAt(text.substr(i));
        if (literal == LiteralTable::kNone)
            continue;
        if (m_partRules[literal] != LiteralTable::kNone)
            best = std::min<std::size_t>(best, m_partRules[literal]);
        if (!m_followed.empty())
            best = follow(literal, text, best, atoms);
    }
    return best;
}

/// Tries the wildcards of a literal that was found, and of those that it begins with. Adds their
/// atoms to `atoms`.
std::size_t TextIndex::follow(std::uint32_t literal, std::string_view text, std::size_t best,
                              std::vector<int>& atoms) const {
    for (std::uint32_t at = m_followed[literal]; at != LiteralTable::kNone;) {
        auto next = std::lower_bound(
            m_follows.begin(), m_follows.end(), at,
            [](const Follow& a, std::uint32_t value) { return a.literal < value; });
        for (; next != m_follows.end() && next->literal == at; ++next) {
            if (next->glob == kNoGlob) {
                atoms.push_back(static_cast<int>(next->atom));
                continue;
            }
            const Glob& glob = m_globs[next->glob];
            if (glob.rule < best && globMatches(patternOf(glob), text))
                best = glob.rule;
        }
        const std::uint32_t parent = m_parts.parent(at);
        at = parent == LiteralTable::kNone ? LiteralTable::kNone : m_followed[parent];
    }
    return best;
}

} // namespace beaconscope::rules
