// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/rules/regex_index.h"

#include "core/rules/text_matcher.h"

#include <re2/filtered_re2.h>
#include <re2/re2.h>

namespace beaconscope::rules {

RegexIndex::RegexIndex() = default;
RegexIndex::RegexIndex(RegexIndex&&) noexcept = default;
RegexIndex& RegexIndex::operator=(RegexIndex&&) noexcept = default;
RegexIndex::~RegexIndex() = default;

void RegexIndex::add(std::string_view pattern, std::size_t rule) {
    // Shorter atoms stand in nearly every name.
    constexpr int kMinAtomLength = 3;
    if (!m_regexes)
        m_regexes = std::make_unique<re2::FilteredRE2>(kMinAtomLength);
    int number = 0;
    if (m_regexes->Add(re2::StringPiece(pattern.data(), pattern.size()), regexOptions(), &number) ==
        re2::RE2::NoError)
        m_rules.push_back(static_cast<std::uint32_t>(rule));
}

std::vector<std::string> RegexIndex::finish() {
    std::vector<std::string> atoms;
    if (!m_regexes)
        return atoms;
    m_regexes->Compile(&atoms);
    std::vector<int> alwaysTried;
    m_regexes->AllPotentials({}, &alwaysTried);
    m_hasAlwaysTried = !alwaysTried.empty();
    return atoms;
}

std::size_t RegexIndex::find(std::string_view text, const std::vector<int>& atoms) const {
    if (!m_regexes || (atoms.empty() && !m_hasAlwaysTried))
        return kNone;
    const int number = m_regexes->FirstMatch(re2::StringPiece(text.data(), text.size()), atoms);
    return number < 0 ? kNone : m_rules[static_cast<std::size_t>(number)];
}

} // namespace beaconscope::rules
