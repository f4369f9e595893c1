// SPDX-FileCopyrightText: 2026 The Beaconscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/text.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace beaconscope {

namespace {

unsigned byteAt(std::string_view text, std::size_t offset) {
    return static_cast<unsigned char>(text[offset]);
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// Returns how many digits `text` starts with.
std::size_t digitsAtStart(std::string_view text) {
    const auto* const end = std::find_if_not(text.begin(), text.end(), isDigit);
    return static_cast<std::size_t>(end - text.begin());
}

/// Uses the characters of OWASP's page "CSV Injection", with their full-width forms.
bool startsLikeFormula(std::string_view text) {
    if (text.empty())
        return false;
    switch (codePointAt(text, 0).value) {
    case U'=':
    case U'+':
    case U'-':
    case U'@':
    case U'\t':
    case U'\r':
    case U'\n':
    case U'\uFF1D':
    case U'\uFF0B':
    case U'\uFF0D':
    case U'\uFF20':
        return true;
    default:
        return false;
    }
}

} // namespace

CodePoint codePointAt(std::string_view text, std::size_t offset) {
    const unsigned first = byteAt(text, offset);
    if (first < 0x80)
        return {first, 1, true};
    const CodePoint invalid{first, 1, false};
    if (first < 0xc2 || first > 0xf4)
        return invalid;
    std::size_t length = 2;
    if (first >= 0xf0)
        length = 4;
    else if (first >= 0xe0)
        length = 3;
    if (text.size() - offset < length)
        return invalid;
    char32_t value = first & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const unsigned next = byteAt(text, offset + i);
        if ((next & 0xc0U) != 0x80U)
            return invalid;
        value = value << 6U | (next & 0x3fU);
    }
    constexpr std::array<char32_t, 5> kSmallest{0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = value >= 0xd800 && value <= 0xdfff;
    if (value < kSmallest.at(length) || value > 0x10ffff || surrogate)
        return invalid;
    return {value, length, true};
}

bool isDeceptive(char32_t c) {
    const auto within = [c](char32_t first, char32_t last) { return c >= first && c <= last; };
    return c < 0x20 || within(0x7f, 0x9f) || c == 0xad || c == 0x61c || within(0x200b, 0x200f) ||
           within(0x2028, 0x202e) || within(0x2060, 0x206f) || c == 0xfeff ||
           within(0xfff9, 0xfffb) || within(0xe0000, 0xe007f);
}

std::string escapeForTerminal(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint c = codePointAt(text, i);
        if (!c.valid || (isDeceptive(c.value) && c.value < 0x80))
            result += fmt::format("\\x{:02x}", static_cast<std::uint32_t>(c.value));
        else if (isDeceptive(c.value))
            result += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(c.value));
        else
            result += text.substr(i, c.length);
        i += c.length;
    }
    return result;
}

std::string neutralised(std::string_view text) {
    const bool isFormula = startsLikeFormula(text) && !isNumberText(text);
    return (isFormula ? "'" : "") + std::string(text);
}

std::string escapeCsvField(std::string_view text, Formulas formulas) {
    std::string field = formulas == Formulas::Neutralise ? neutralised(text) : std::string(text);
    if (field.find_first_of(",\"\r\n") == std::string::npos)
        return field;
    std::string quoted = "\"";
    for (const char c : field) {
        if (c == '"')
            quoted += '"';
        quoted += c;
    }
    quoted += '"';
    return quoted;
}

bool isNumberText(std::string_view text) {
    const auto skipSign = [&text] {
        if (!text.empty() && (text.front() == '-' || text.front() == '+'))
            text.remove_prefix(1);
    };
    skipSign();
    const std::size_t whole = digitsAtStart(text);
    text.remove_prefix(whole);
    std::size_t fraction = 0;
    if (!text.empty() && text.front() == '.') {
        text.remove_prefix(1);
        fraction = digitsAtStart(text);
        text.remove_prefix(fraction);
    }
    if (whole + fraction == 0)
        return false;
    if (text.empty())
        return true;
    if (text.front() != 'e' && text.front() != 'E')
        return false;
    text.remove_prefix(1);
    skipSign();
    return !text.empty() && digitsAtStart(text) == text.size();
}

std::string withThousands(std::uint64_t count) {
    std::string text = fmt::format("{}", count);
    for (std::size_t end = text.size(); end > 3; end -= 3)
        text.insert(end - 3, 1, ',');
    return text;
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r";
    text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
    return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

std::string counted(std::uint64_t count, const char* one, const char* many) {
    return withThousands(count) + ' ' + (count == 1 ? one : many);
}

std::string shortenName(std::string_view name, std::size_t width) {
    constexpr std::string_view kEllipsis = "...";
    if (name.size() <= width)
        return std::string(name);
    const std::size_t kept = width - kEllipsis.size();
    const std::size_t head = kept / 3;
    return std::string(name.substr(0, head))
        .append(kEllipsis)
        .append(name.substr(name.size() - (kept - head)));
}

bool globMatches(std::string_view pattern, std::string_view text) {
    std::size_t p = 0;
    std::size_t t = 0;
    // After a mismatch, matching goes on here with one more character given to the last star.
    std::size_t afterStar = std::string_view::npos;
    std::size_t swallowedTo = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            afterStar = ++p;
            swallowedTo = t;
        } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
            ++p;
            ++t;
        } else if (afterStar != std::string_view::npos) {
            p = afterStar;
            t = ++swallowedTo;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

std::string toLowerAscii(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

} // namespace beaconscope
